// @ts-check

/**
 * Formats bytes as megabytes of a million bytes.
 * @param {number} bytes
 */
export const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`
