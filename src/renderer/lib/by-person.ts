/** Whether the browser made this event from what a person did; a script cannot make such an event. */
export const isByPerson = (event: Event): boolean => event.isTrusted
