import { app } from 'electron'
import { answerTo } from './app/command-line'
import { closeWaysIn, isTestBuild, sandboxRefusal, silenceChromium } from './platform/process/startup'

/** `EX_USAGE` of sysexits.h: the command line asks for something that the program does not do. */
const BAD_USAGE = 64

// Before anything else: Chromium reads its command line when this turn of the event loop ends.
if (app.isPackaged && !isTestBuild(app.getAppPath())) closeWaysIn(app.commandLine)
silenceChromium(app.commandLine)
// What the wallet and Chromium write is for this user only.
process.umask(0o077)
// Node would open its debugger at this signal; with the fuse of a package it would end the wallet.
process.on('SIGUSR1', () => undefined)

const refusal = sandboxRefusal(app.commandLine, { platform: process.platform, uid: process.getuid?.() })
const answer = answerTo(process.argv, app.getVersion())
if (refusal !== undefined) process.stderr.write(refusal, () => app.exit(BAD_USAGE))
else if (answer === undefined) void import('./run')
else process.stdout.write(answer, () => app.exit(0))
