/** The product's colours as mail programs understand them, and its typeface where it is installed. */
export const LIGHT = {
  page: "#f5f4ef",
  card: "#fdfcfa",
  line: "#dedbd4",
  ink: "#211d18",
  quiet: "#565049",
  petrol: "#055f69",
  onPetrol: "#f8fefe",
  amber: "#ea982b",
} as const;

export const DARK: Record<keyof typeof LIGHT, string> = {
  page: "#13110e",
  card: "#1b1815",
  line: "#2e2b26",
  ink: "#efede7",
  quiet: "#b9b5ad",
  petrol: "#65b9c0",
  onPetrol: "#061518",
  amber: "#f7ad44",
};

export const TYPEFACE = "'Instrument Sans', system-ui, -apple-system, 'Segoe UI', sans-serif";

export const LINE_HEIGHT = "1.5";
