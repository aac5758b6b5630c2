import { credentials, Metadata, type CallCredentials } from '@grpc/grpc-js'

/**
 * Call credentials usable once; records whether the request may have left. grpc-js requests a call's metadata from its
 * credentials when it has picked a ready connection, directly before it writes the request, and at no other time. So a
 * call whose metadata was not requested never left. And because the metadata is given only once, no retry inside the
 * library can send a request twice.
 */
export class DepartureGuard {
  #used = false

  /**
   * The request may have left. Also true if it failed right after the metadata was given: unknown is safer than wrong.
   */
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
