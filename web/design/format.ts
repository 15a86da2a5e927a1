const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** Bytes in decimal units with three digits, as S3 and the Hub count. */
export function bytes(value: number): string {
  const power = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 ? scaled : scaled < 10 ? scaled.toFixed(2) : scaled < 100 ? scaled.toFixed(1) : scaled.toFixed(0)} ${UNITS[power]}`;
}

/** Seconds as two units at most: "3 min 12 s"; tenths below ten, unless the number is whole. */
export function duration(seconds: number): string {
  if (seconds < 10 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return parts(Math.floor(whole / 60), "min", whole % 60, "s");
  if (whole < 86_400) return parts(Math.floor(whole / 3600), "h", Math.floor((whole % 3600) / 60), "min");
  return parts(Math.floor(whole / 86_400), "d", Math.floor((whole % 86_400) / 3600), "h");
}

/** Seconds that are left, as an estimate. */
export const remaining = (seconds: number): string => duration(Math.ceil(seconds));

const parts = (large: number, unit: string, small: number, smaller: string): string =>
  small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smaller}`;

/** How long ago, in one unit. */
export function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 5) return "now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  if (seconds < 86_400 * 60) return `${Math.floor(seconds / 86_400)} d ago`;
  return `${Math.floor(seconds / (86_400 * 30))} months ago`;
}

export const score = (value: number | null): string => (value === null ? "–" : value.toFixed(2));
export const percent = (value: number): string => `${Math.floor(value)} %`;
export const count = (value: number): string => value.toLocaleString("en");
/** `count` and the noun in the right number. */
export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? "" : "s"}`;
/** An identifier of the contract as words. */
export const words = (name: string): string => name.replaceAll("_", " ");
