// @ts-check

/**
 * The rooms of each folder of src, each with the rooms beside it that it may import from. Lint reports every other pair.
 * tests/unit/build/rooms.test.ts looks for circles.
 * @type {Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>}
 */
export const ROOMS = {
  '.': {
    main: ['shared'],
    preload: ['shared'],
    renderer: ['shared'],
    node: ['shared'],
    shared: []
  },
  main: {
    app: ['platform', 'ipc', 'wallet', 'node-client', 'store', 'settings', 'log'],
    platform: ['wallet', 'store', 'settings', 'log'],
    ipc: ['wallet', 'settings', 'log'],
    wallet: ['node-client', 'store'],
    'node-client': [],
    store: [],
    settings: [],
    log: []
  },
  'main/platform': {
    tray: ['notifications', 'window'],
    files: ['dialogs'],
    dialogs: [],
    notifications: [],
    process: [],
    system: [],
    updates: [],
    window: []
  },
  'main/wallet': {
    activity: ['inbox', 'export'],
    inbox: ['pay'],
    receive: ['pay'],
    export: [],
    pay: []
  },
  'main/node-client': {
    grpc: ['decode', 'socket'],
    http: ['decode', 'socket'],
    decode: [],
    socket: []
  },
  renderer: {
    frame: ['features', 'components', 'lib'],
    features: ['components', 'lib'],
    components: ['lib'],
    lib: []
  },
  'renderer/features': {
    settings: ['connect', 'pairing', 'activity'],
    connect: ['pairing'],
    pairing: [],
    activity: [],
    inbox: [],
    pay: [],
    receive: []
  },
  node: {
    'wallet-process': ['pairing', 'backends', 'api', 'net', 'tls'],
    cli: ['backends', 'net', 'tls'],
    pairing: ['backends', 'net', 'tls'],
    backends: ['api', 'net', 'tls'],
    grpc: ['api', 'net', 'tls'],
    http: ['api', 'net', 'tls'],
    api: [],
    net: [],
    tls: []
  },
  'node/backends': { demo: [], lnd: [] },
  'node/backends/demo': {
    cli: ['control'],
    behaviour: ['control'],
    control: ['ledger'],
    ledger: ['bolt11'],
    bolt11: []
  },
  shared: {
    copy: ['ipc', 'pay-input', 'domain'],
    policy: ['ipc', 'domain'],
    ipc: ['pay-input', 'domain'],
    'pay-input': ['bolt11', 'domain'],
    bolt11: ['domain'],
    domain: []
  }
}
