// @ts-check
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { StopError } from '../lib/command.mjs'
import { capture } from '../lib/process.mjs'

/**
 * Chromium's sandbox on Linux needs either user namespaces for ordinary users, or its helper `chrome-sandbox`, owned by
 * root and setuid. Ubuntu 24.04 and most containers forbid the former. Without either, Electron aborts with an unclear
 * message, so this stops first and explains the remedies.
 * @param {{ executable: string, args: readonly string[] }} electron
 */
export async function ensureSandbox({ executable, args }) {
  if (process.platform !== 'linux' || args.includes('--no-sandbox')) return
  const helper = path.join(path.dirname(executable), 'chrome-sandbox')
  if ((await isSetuidRoot(helper)) || (await hasUserNamespaces())) return
  throw new StopError(
    [
      'This system gives ordinary users no user namespaces, which the browser sandbox needs. Allow them with',
      '',
      '  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0',
      '',
      "or, where that setting does not exist, let the sandbox's own helper do it:",
      '',
      `  sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`
    ].join('\n')
  )
}

/** @param {string} file */
async function isSetuidRoot(file) {
  const found = await stat(file).catch(() => undefined)
  return found !== undefined && found.uid === 0 && (found.mode & 0o4001) === 0o4001
}

/**
 * Ubuntu refuses the mapping of the own user, so that is tested too. If `unshare` is missing, Chromium finds out
 * itself.
 */
async function hasUserNamespaces() {
  const { code } = await capture('unshare', ['--user', '--map-root-user', 'true'])
  return code === 0 || code === 127
}
