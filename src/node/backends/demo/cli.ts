import { COMMANDS } from './cli/commands'
import { send } from './cli/send-command'
import { errorEvent, serve } from './cli/serve'
import { readServeOptions, UsageError } from './cli/serve-options'
import { usage } from './cli/usage'
import { endOnBug } from '../../end-on-bug'

/** JSON for programs goes to standard output, text for people to standard error. */
const json = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`)
const printLine = (text: string) => process.stderr.write(`${text}\n`)

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(usage())
    return
  }
  // `send send-message …` is the same as `send-message …`.
  const [name, ...rest] = args[0] === 'send' ? args.slice(1) : args
  if (name !== undefined && !name.startsWith('-')) await command(name, rest)
  else await run(args)
}

async function command(name: string, args: readonly string[]): Promise<void> {
  try {
    process.stdout.write(`${JSON.stringify(await send(name, args), null, 2)}\n`)
  } catch (error) {
    printLine(error instanceof Error ? error.message : String(error))
    if (error instanceof UsageError)
      printLine(`Commands: ${Object.keys(COMMANDS).join(', ')}. For help, use --help.`)
    process.exitCode = error instanceof UsageError ? 2 : 1
  }
}

async function run(args: readonly string[]): Promise<void> {
  try {
    const options = readServeOptions(args)
    const { ready, stop } = await serve(options)
    const end = () => {
      stop()
        .then(() => process.exit(0))
        .catch(endOnBug)
    }
    process.once('SIGTERM', end)
    process.once('SIGINT', end)
    if (options.exitWithParent) process.stdin.resume().once('close', end)
    printLine(
      `IMP demo node, generation ${ready.generation}, play money. gRPC ${ready.grpc}, HTTP ${ready.http}.`
    )
    if (ready.fingerprint !== undefined) printLine(`Certificate SHA-256 ${ready.fingerprint}`)
    printLine(
      `Control it with: npm run demo-node -- send-message --control ${ready.control} --from Mira --text hello`
    )
    json(ready)
  } catch (error) {
    const event = errorEvent(error)
    printLine(event.message)
    json(event)
    process.exitCode = event.code === 'bad-options' ? 2 : 1
  }
}

main(process.argv.slice(2)).catch(endOnBug)
