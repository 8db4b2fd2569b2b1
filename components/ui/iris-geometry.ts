const CENTRE = 12;
const RADIUS = 11;
const BLADES = 6;
const STEP = (2 * Math.PI) / BLADES;
const TURN = (46 * Math.PI) / 180;

/**
 * The six blades of an iris on a 24-unit canvas as SVG paths. Blade i lies outside its own edge, the line at `opening`
 * units from the centre, and inside the edge of the blade before it, kept `gap` units apart.
 */
export function irisBlades(opening: number, gap: number): string[] {
  const before = opening - gap;
  const along = (opening / 2 - before) / Math.sin(STEP);
  return Array.from({ length: BLADES }, (_, index) => {
    const angle = TURN + index * STEP;
    const inner = onLine(angle, opening, along);
    const tip = onLine(angle, opening, Math.sqrt(RADIUS ** 2 - opening ** 2));
    const heel = onLine(angle - STEP, before, Math.sqrt(RADIUS ** 2 - before ** 2));
    return `M${inner}L${tip}A${RADIUS} ${RADIUS} 0 0 0 ${heel}Z`;
  });
}

/** The point `along` units down the line that lies `distance` units from the centre in direction `angle`. */
function onLine(angle: number, distance: number, along: number): string {
  const x = CENTRE + distance * Math.cos(angle) - along * Math.sin(angle);
  const y = CENTRE + distance * Math.sin(angle) + along * Math.cos(angle);
  return `${x.toFixed(2)} ${y.toFixed(2)}`;
}
