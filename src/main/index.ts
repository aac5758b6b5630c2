import { app } from 'electron'
import { answerTo } from './command-line'

const answer = answerTo(process.argv, app.getVersion())
if (answer === undefined) void import('./run')
else process.stdout.write(answer, () => app.exit(0))
