import type { ActivityFilter, ExportFormat, ExportProgress } from '../../shared/domain/activity'
import type { ImpApi } from '../../shared/ipc/contract'

/** How the last export ended. Nothing is said of one that was cancelled: the person knows. */
export type ExportEnd = { readonly kind: 'saved'; readonly rows: number } | { readonly kind: 'failed' }

/** The one export that may run. It goes on while the person looks elsewhere. */
export class ExportTask {
  running = $state(false)
  /** Undefined until the first rows are written: the person is still choosing where. */
  progress = $state.raw<ExportProgress | undefined>()
  ended = $state.raw<ExportEnd | undefined>()
  readonly #imp: ImpApi

  constructor(imp: ImpApi) {
    this.#imp = imp
  }

  run(format: ExportFormat, filter: ActivityFilter, query: string): Promise<void> {
    return this.#run(() => this.#imp.activity.export({ format, filter, query }))
  }

  /** The activity and the messages, into a folder. */
  runAll(format: ExportFormat): Promise<void> {
    return this.#run(() => this.#imp.activity.exportAll({ format }))
  }

  readonly cancel = (): void => void this.#imp.activity.cancelExport()

  readonly dismiss = (): void => {
    this.ended = undefined
  }

  async #run(write: () => ReturnType<ImpApi['activity']['exportAll']>): Promise<void> {
    if (this.running) return
    this.running = true
    this.ended = undefined
    this.progress = undefined
    const stop = this.#imp.on('exporting', (progress) => (this.progress = progress))
    const result = await write()
    stop()
    this.running = false
    this.progress = undefined
    if (!result.ok) this.ended = { kind: 'failed' }
    else if (result.value !== undefined) this.ended = { kind: 'saved', rows: result.value }
  }
}
