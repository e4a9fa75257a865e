/** Distance between marks and between rows; every second row is shifted by half, like bricks. rem */
export const PITCH = { x: 38, y: 9 } as const;

/** Centres of the marks that cover a window, CSS px, row by row. `rem` in CSS px. */
export function markPlaces(width: number, height: number, rem: number): { x: number; y: number }[] {
  const [stepX, stepY] = [PITCH.x * rem, PITCH.y * rem];
  const places: { x: number; y: number }[] = [];
  for (let row = 0; (row + 0.5) * stepY < height + stepY / 2; row++)
    for (let x = row % 2 === 0 ? stepX / 4 : (stepX * 3) / 4; x < width + stepX / 4; x += stepX)
      places.push({ x: Math.round(x), y: Math.round((row + 0.5) * stepY) });
  return places;
}
