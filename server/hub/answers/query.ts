/** The Hub's flags are true, True or 1. */
export const isOn = (value: string | null): boolean => value !== null && /^(true|1)$/i.test(value);
