import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Chromium's command line, as `app.commandLine` of Electron gives it. */
export interface CommandLine {
  hasSwitch(name: string): boolean
  removeSwitch(name: string): void
  appendSwitch(name: string, value?: string): void
}

/** Ways into a running wallet that Electron's fuses do not close: a debugger for the page, programs started around it. */
const WAYS_IN = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  'browser-subprocess-path',
  'load-extension'
]

/** Switches that run the page with less of Chromium's sandbox, or with weaker rules. */
const WEAKER = [
  'single-process',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'disable-gpu-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials'
]

/** Services of Chromium that may ask the network for something by themselves. */
const SERVICES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings'
]

/** To be called before Chromium reads its command line, so in the first turn of the event loop. */
export function closeWaysIn(commandLine: CommandLine): void {
  for (const name of [...WAYS_IN, ...WEAKER]) commandLine.removeSwitch(name)
}

/** Keeps Chromium from using the network by itself. */
export function silenceChromium(commandLine: CommandLine): void {
  for (const name of SERVICES) commandLine.appendSwitch(name)
}

/**
 * Whether the packaged app in this folder was built for the package test, which drives the window through the debugging
 * port. The mark lies in package.json inside of app.asar: only another build has it, and `--release` never sets it.
 */
export function isTestBuild(appPath: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
    return (
      typeof manifest === 'object' &&
      manifest !== null &&
      'testBuild' in manifest &&
      manifest.testBuild === true
    )
  } catch {
    return false
  }
}

export interface Starter {
  readonly platform: NodeJS.Platform
  /** Undefined on Windows. */
  readonly uid: number | undefined
}

/**
 * What to tell a person who turns Chromium's sandbox off; undefined where they do not, or where it cannot be on: Chromium
 * has none for root on Linux.
 */
export function sandboxRefusal(
  commandLine: Pick<CommandLine, 'hasSwitch'>,
  { platform, uid }: Starter
): string | undefined {
  if (!commandLine.hasSwitch('no-sandbox') || (platform === 'linux' && uid === 0)) return undefined
  return (
    'IMP Wallet does not run with --no-sandbox: the sandbox keeps what arrives from others away from your money.\n' +
    'Start it without this option. Only root on Linux, for whom Chromium has no sandbox, may use it.\n'
  )
}
