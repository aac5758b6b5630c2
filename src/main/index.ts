import { app } from 'electron'
import { answerTo } from './app/command-line'
import {
  removeUnsafeSwitches,
  isTestBuild,
  sandboxRefusal,
  silenceChromium
} from './platform/process/startup'
import { errorText } from './error-text'

/** `EX_USAGE` of sysexits.h: the command line contains something the program does not support. */
const BAD_USAGE = 64
/** `EX_SOFTWARE` of sysexits.h. */
const SOFTWARE_ERROR = 70

// Must run first: Chromium reads its command line at the end of this turn of the event loop.
if (app.isPackaged && !isTestBuild(app.getAppPath())) removeUnsafeSwitches(app.commandLine)
silenceChromium(app.commandLine)
// Files written by the wallet and Chromium are accessible to this user only.
process.umask(0o077)
// By default Node opens its debugger on this signal; with the fuse of a package it would end the wallet.
process.on('SIGUSR1', () => undefined)

const refusal = sandboxRefusal(app.commandLine, { platform: process.platform, uid: process.getuid?.() })
const answer = answerTo(process.argv, app.getVersion())
if (refusal !== undefined) process.stderr.write(refusal, () => app.exit(BAD_USAGE))
else if (answer === undefined)
  import('./run').catch((error: unknown) => {
    // Part of the program is missing or unreadable, so neither log nor crash handlers are there yet.
    process.stderr.write(`IMP Wallet cannot start: ${errorText(error)}\n`, () => app.exit(SOFTWARE_ERROR))
  })
else process.stdout.write(answer, () => app.exit(0))
