/** Percent-encoding of Signature Version 4: everything but A-Z a-z 0-9 - . _ ~. */
export const uriEncode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
