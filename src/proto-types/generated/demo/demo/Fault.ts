// Original file: demo/control.proto

import type { Delay as _demo_Delay, Delay__Output as _demo_Delay__Output } from '../demo/Delay';
import type { Fail as _demo_Fail, Fail__Output as _demo_Fail__Output } from '../demo/Fail';
import type { Stall as _demo_Stall, Stall__Output as _demo_Stall__Output } from '../demo/Stall';
import type { Drop as _demo_Drop, Drop__Output as _demo_Drop__Output } from '../demo/Drop';
import type { Answer as _demo_Answer, Answer__Output as _demo_Answer__Output } from '../demo/Answer';

export interface Fault {
  /**
   * PayInvoice, CheckInvoice, Subscribe, ... or * for every call
   */
  'method'?: (string);
  /**
   * before (default) or after the call was executed
   */
  'point'?: (string);
  /**
   * 0: until cleared
   */
  'times'?: (number);
  'delay'?: (_demo_Delay | null);
  'fail'?: (_demo_Fail | null);
  'stall'?: (_demo_Stall | null);
  'drop'?: (_demo_Drop | null);
  'answer'?: (_demo_Answer | null);
  'action'?: "delay"|"fail"|"stall"|"drop"|"answer";
}

export interface Fault__Output {
  /**
   * PayInvoice, CheckInvoice, Subscribe, ... or * for every call
   */
  'method': (string);
  /**
   * before (default) or after the call was executed
   */
  'point': (string);
  /**
   * 0: until cleared
   */
  'times': (number);
  'delay'?: (_demo_Delay__Output | null);
  'fail'?: (_demo_Fail__Output | null);
  'stall'?: (_demo_Stall__Output | null);
  'drop'?: (_demo_Drop__Output | null);
  'answer'?: (_demo_Answer__Output | null);
  'action'?: "delay"|"fail"|"stall"|"drop"|"answer";
}
