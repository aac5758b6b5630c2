import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Chromium's command line, as `app.commandLine` of Electron gives it. */
export interface CommandLine {
  hasSwitch(name: string): boolean
  removeSwitch(name: string): void
  appendSwitch(name: string, value?: string): void
}

/**
 * They let other programs into a running wallet, and Electron's fuses do not cover them: a debugger, a replaced
 * program.
 */
const DEBUG_SWITCHES = [
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
const SANDBOX_SWITCHES = [
  'single-process',
  'disable-seccomp-filter-sandbox',
  'disable-namespace-sandbox',
  'disable-gpu-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials'
]

/** Services of Chromium that may ask the network for something by themselves. */
const NETWORK_SERVICES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'no-pings'
]

/**
 * Removes switches that would let other programs in or weaken the sandbox. Must be called in the first turn of the
 * event loop, before Chromium reads its command line.
 */
export function removeUnsafeSwitches(commandLine: CommandLine): void {
  for (const name of [...DEBUG_SWITCHES, ...SANDBOX_SWITCHES]) commandLine.removeSwitch(name)
}

/** Keeps Chromium from using the network by itself. */
export function silenceChromium(commandLine: CommandLine): void {
  for (const name of NETWORK_SERVICES) commandLine.appendSwitch(name)
}

/**
 * Whether the packaged app in this folder was built for the package test, which drives the window through the debugging
 * port. The mark is a field of package.json inside app.asar, so that only a build can set it; a release build never
 * does.
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
 * The text for a person who turned Chromium's sandbox off. Undefined if the sandbox is on, or if it cannot be on:
 * Chromium has none for root on Linux.
 */
export function sandboxRefusal(
  commandLine: Pick<CommandLine, 'hasSwitch'>,
  { platform, uid }: Starter
): string | undefined {
  if (!commandLine.hasSwitch('no-sandbox') || (platform === 'linux' && uid === 0)) return undefined
  return (
    'IMP Wallet does not run with --no-sandbox, because the sandbox protects your money from what others send you.\n' +
    'Start it without this option. Only root on Linux may use it, because Chromium has no sandbox for root.\n'
  )
}
