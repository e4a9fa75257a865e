/** 1 mm in twips, twentieths of a point, in which Word measures. */
export function twips(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

export function twipsOfPoints(points: number): number {
  return Math.round(points * 20);
}
