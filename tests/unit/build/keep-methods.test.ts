import protobuf from 'protobufjs'
import { beforeEach, expect, it } from 'vitest'
import { keepMethods } from '../../../build/keep-methods'
import router from '../../../proto/lnd/routerrpc/router.proto'
import { LND_METHODS } from '../../../src/node/backends/lnd/lnd-methods'
import { lndMethod } from '../../../src/node/backends/lnd/protos'

const PROTO = `
  syntax = "proto3";
  package shop;
  service Till {
    rpc Sell(Order) returns (Bill);
    rpc Count(CountRequest) returns (CountResponse);
  }
  service Door {
    rpc Open(CountRequest) returns (CountResponse);
  }
  message Order {
    repeated Line lines = 1;
    map<string, Note> notes = 2;
    Colour colour = 3;
  }
  message Line { Outer.Inner inner = 1; }
  message Note { string text = 1; Order order = 2; }
  message Outer { message Inner { string text = 1; } Beside beside = 1; }
  message Beside { string text = 1; }
  enum Colour { RED = 0; }
  enum Unused { NONE = 0; }
  message Bill { int64 total = 1; }
  message CountRequest {}
  message CountResponse { Bill bill = 1; }
`

let root: protobuf.Root

beforeEach(() => {
  root = protobuf.parse(PROTO, { keepCase: true }).root
})

const names = () => Object.keys(root.lookup('shop')?.toJSON()['nested'] ?? {}).sort()

it('A descriptor keeps the named methods of a service and every message that they use', () => {
  keepMethods(root, ['shop.Till/Sell'])
  expect(names()).toEqual(['Beside', 'Bill', 'Colour', 'Line', 'Note', 'Order', 'Outer', 'Till'])
  expect(Object.keys(root.lookupService('shop.Till').methods)).toEqual(['Sell'])
  const order = { lines: [{ inner: { text: 'tea' } }], notes: { a: { text: 'hot' } } }
  const type = protobuf.Root.fromJSON(root.toJSON()).lookupType('shop.Order')
  expect(type.decode(type.encode(type.fromObject(order)).finish()).toJSON()).toEqual(order)
})

it('A method that is named and does not exist fails the build', () => {
  expect(() => {
    keepMethods(root, ['shop.Till/Sell', 'shop.Till/Sel'])
  }).toThrow('the protos have no shop.Till/Sel')
})

it('A descriptor without a named service stays as it is', () => {
  const before = root.toJSON()
  keepMethods(root, ['another.Service/Sell'])
  expect(root.toJSON()).toEqual(before)
})

it('The protos of LND have every method that the node calls, also once they are reduced to those', () => {
  const reduced = protobuf.Root.fromJSON(router)
  keepMethods(reduced, LND_METHODS)
  for (const method of LND_METHODS) {
    expect(lndMethod(method).path).toBe(`/${method}`)
    const [service = '', name = ''] = method.split('/')
    if (service !== 'lnrpc.Lightning' && service !== 'routerrpc.Router') continue
    expect(reduced.lookupService(service).methods).toHaveProperty(name)
  }
  expect(reduced.lookup('lnrpc.WalletBalanceResponse')).toBeNull()
})
