// @ts-check

/**
 * Chromium refuses to run as root with its sandbox; for anybody else the sandbox stays on.
 * @param {{ platform: string, uid: number | undefined }} user uid: undefined where there are none (Windows)
 * @returns {string[]}
 */
export const launchArgs = ({ platform, uid }) => (platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [])
