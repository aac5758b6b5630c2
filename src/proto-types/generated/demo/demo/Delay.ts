// Original file: demo/control.proto


export interface Delay {
  'ms'?: (number);
}

export interface Delay__Output {
  'ms': (number);
}
