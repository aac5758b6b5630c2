import protobuf from 'protobufjs'

/**
 * Removes from the services that `methods` names (`lnrpc.Lightning/GetInfo`) every other method, and then the messages
 * that no method uses. Leaves a root without such a service as it is.
 * @throws Error if a service lacks a method that is named: the build fails instead of the call
 */
export function keepMethods(root: protobuf.Root, methods: readonly string[]): void {
  const named = new Set(methods.map((method) => method.slice(0, method.indexOf('/'))))
  root.resolveAll()
  const services = all(root).filter((one) => one instanceof protobuf.Service)
  if (!services.some((service) => named.has(fullName(service)))) return
  for (const service of services) {
    const missing = methods.find((method) => {
      const [serviceName, name] = method.split('/')
      return serviceName === fullName(service) && name !== undefined && !Object.hasOwn(service.methods, name)
    })
    if (missing !== undefined) throw new Error(`the protos have no ${missing}`)
    for (const method of service.methodsArray) {
      if (!methods.includes(`${fullName(service)}/${method.name}`)) service.remove(method)
    }
    if (service.methodsArray.length === 0) service.parent?.remove(service)
  }
  const used = new Set<protobuf.ReflectionObject>()
  for (const { methodsArray } of services) {
    for (const { resolvedRequestType, resolvedResponseType } of methodsArray) {
      markUsed(resolvedRequestType, used)
      markUsed(resolvedResponseType, used)
    }
  }
  for (const one of all(root)) {
    const isMessage = one instanceof protobuf.Type || one instanceof protobuf.Enum
    if (isMessage && !used.has(one)) one.parent?.remove(one)
  }
}

/** Everything in a namespace, outermost first. */
function all({ nestedArray }: protobuf.NamespaceBase): readonly protobuf.ReflectionObject[] {
  return nestedArray.flatMap((one) => [one, ...(one instanceof protobuf.Namespace ? all(one) : [])])
}

/** With the messages of its fields, and the messages that it is declared in. */
function markUsed(type: protobuf.ReflectionObject | null, used: Set<protobuf.ReflectionObject>): void {
  if (type === null || used.has(type)) return
  used.add(type)
  if (type.parent instanceof protobuf.Type) markUsed(type.parent, used)
  if (!(type instanceof protobuf.Type)) return
  for (const field of type.fieldsArray) markUsed(field.resolvedType, used)
}

const fullName = (service: protobuf.Service): string => service.fullName.slice(1)
