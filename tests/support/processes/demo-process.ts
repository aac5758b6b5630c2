import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { connectControl } from '../../../scripts/lib/demo-node.mjs'
import type { ControlDefinition } from '../../../src/proto-types/generated/demo/demo/Control'

const root = process.cwd()

type RequestOf<Name extends keyof ControlDefinition & string> = Parameters<
  ControlDefinition[Name]['requestSerialize']
>[0]
type AnswerOf<Name extends keyof ControlDefinition & string> = ReturnType<
  ControlDefinition[Name]['responseDeserialize']
>

/** A demo node in its own process, as a person starts it, controlled through its control service. */
export interface DemoProcess {
  readonly grpc: string
  readonly http: string
  readonly control: string
  readonly pubkey: string
  /** Any call of proto/demo/control.proto. */
  call<Name extends keyof ControlDefinition & string>(
    name: Name,
    request: RequestOf<Name>
  ): Promise<AnswerOf<Name>>
  stop(): Promise<void>
}

type Ready = Pick<DemoProcess, 'grpc' | 'http' | 'control' | 'pubkey'>

async function readyLine(child: ChildProcess): Promise<Ready> {
  if (child.stdout === null) throw new Error('the demo node has no stdout')
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = JSON.parse(line) as { readonly event: string } & Ready
    if (parsed.event === 'ready') return parsed
  }
  throw new Error('the demo node ended before it was ready')
}

/** Starts the built demo node on free ports, with quiet peers. `args` are further options. */
export async function startDemoProcess(args: readonly string[] = []): Promise<DemoProcess> {
  const cli = join(root, 'out/main/demo-node-cli.js')
  const anyPort = '127.0.0.1:0'
  const quiet = ['--grpc', anyPort, '--http', anyPort, '--control', anyPort, '--behaviour', 'quiet']
  const child = spawn(process.execPath, [cli, ...quiet, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  const ready = await readyLine(child)
  const control = connectControl(ready.control)
  return {
    grpc: ready.grpc,
    http: ready.http,
    control: ready.control,
    pubkey: ready.pubkey,
    call: (name, request) => control.call(name, request),
    stop: async () => {
      control.close()
      child.kill('SIGTERM')
      await exited
    }
  }
}
