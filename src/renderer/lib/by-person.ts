/** Whether a person caused this event. Events created by a script are not trusted. */
export const isByPerson = (event: Event): boolean => event.isTrusted
