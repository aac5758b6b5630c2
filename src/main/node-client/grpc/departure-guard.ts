import { credentials, Metadata, type CallCredentials } from '@grpc/grpc-js'

/**
 * One departure. grpc-js asks a call's credentials for metadata when it has picked a connection that is ready, and at
 * no other time, directly before it puts the request on the wire. So a call whose ticket was not asked for never left,
 * and because the ticket is good for one departure only, no retry inside the library can send a request twice.
 */
export class DepartureGuard {
  #used = false

  /** The request may have left. Stays true if it did not get further than the ticket: better unsure than wrong. */
  get used(): boolean {
    return this.#used
  }

  get credentials(): CallCredentials {
    return credentials.createFromMetadataGenerator((_call, answer) => {
      if (this.#used) return answer(new Error('this request has left once'))
      this.#used = true
      answer(null, new Metadata())
    })
  }
}
