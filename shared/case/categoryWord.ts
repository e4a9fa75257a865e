type Category = { categoryCode: string; categoryName: string; categoryPath?: readonly string[] };

/** How an upstream words a category, by which an operator can map it: its path (大类/小类), else its code, else its name. */
export function categoryWord({ categoryCode, categoryName, categoryPath }: Category): string {
  if (categoryCode !== categoryName) return categoryCode;
  return categoryPath?.join('/') ?? categoryName;
}
