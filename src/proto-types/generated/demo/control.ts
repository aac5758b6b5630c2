import type * as grpc from '@grpc/grpc-js';
import type { MessageTypeDefinition } from '@grpc/proto-loader';

import type { AddApiKeyRequest as _demo_AddApiKeyRequest, AddApiKeyRequest__Output as _demo_AddApiKeyRequest__Output } from './demo/AddApiKeyRequest';
import type { Answer as _demo_Answer, Answer__Output as _demo_Answer__Output } from './demo/Answer';
import type { Call as _demo_Call, Call__Output as _demo_Call__Output } from './demo/Call';
import type { Channel as _demo_Channel, Channel__Output as _demo_Channel__Output } from './demo/Channel';
import type { ClearFaultsRequest as _demo_ClearFaultsRequest, ClearFaultsRequest__Output as _demo_ClearFaultsRequest__Output } from './demo/ClearFaultsRequest';
import type { ControlClient as _demo_ControlClient, ControlDefinition as _demo_ControlDefinition } from './demo/Control';
import type { CreatePeerInvoiceRequest as _demo_CreatePeerInvoiceRequest, CreatePeerInvoiceRequest__Output as _demo_CreatePeerInvoiceRequest__Output } from './demo/CreatePeerInvoiceRequest';
import type { CreatePeerInvoiceResponse as _demo_CreatePeerInvoiceResponse, CreatePeerInvoiceResponse__Output as _demo_CreatePeerInvoiceResponse__Output } from './demo/CreatePeerInvoiceResponse';
import type { Delay as _demo_Delay, Delay__Output as _demo_Delay__Output } from './demo/Delay';
import type { Done as _demo_Done, Done__Output as _demo_Done__Output } from './demo/Done';
import type { Drop as _demo_Drop, Drop__Output as _demo_Drop__Output } from './demo/Drop';
import type { DropConnectionsRequest as _demo_DropConnectionsRequest, DropConnectionsRequest__Output as _demo_DropConnectionsRequest__Output } from './demo/DropConnectionsRequest';
import type { EndStreamsRequest as _demo_EndStreamsRequest, EndStreamsRequest__Output as _demo_EndStreamsRequest__Output } from './demo/EndStreamsRequest';
import type { Fail as _demo_Fail, Fail__Output as _demo_Fail__Output } from './demo/Fail';
import type { Fault as _demo_Fault, Fault__Output as _demo_Fault__Output } from './demo/Fault';
import type { GetStateRequest as _demo_GetStateRequest, GetStateRequest__Output as _demo_GetStateRequest__Output } from './demo/GetStateRequest';
import type { HoldPartsRequest as _demo_HoldPartsRequest, HoldPartsRequest__Output as _demo_HoldPartsRequest__Output } from './demo/HoldPartsRequest';
import type { HoldPaymentsRequest as _demo_HoldPaymentsRequest, HoldPaymentsRequest__Output as _demo_HoldPaymentsRequest__Output } from './demo/HoldPaymentsRequest';
import type { Invoice as _demo_Invoice, Invoice__Output as _demo_Invoice__Output } from './demo/Invoice';
import type { KillRequest as _demo_KillRequest, KillRequest__Output as _demo_KillRequest__Output } from './demo/KillRequest';
import type { PayInvoiceRequest as _demo_PayInvoiceRequest, PayInvoiceRequest__Output as _demo_PayInvoiceRequest__Output } from './demo/PayInvoiceRequest';
import type { PayInvoiceResponse as _demo_PayInvoiceResponse, PayInvoiceResponse__Output as _demo_PayInvoiceResponse__Output } from './demo/PayInvoiceResponse';
import type { Payment as _demo_Payment, Payment__Output as _demo_Payment__Output } from './demo/Payment';
import type { ReleasePartsRequest as _demo_ReleasePartsRequest, ReleasePartsRequest__Output as _demo_ReleasePartsRequest__Output } from './demo/ReleasePartsRequest';
import type { ReleasePaymentsRequest as _demo_ReleasePaymentsRequest, ReleasePaymentsRequest__Output as _demo_ReleasePaymentsRequest__Output } from './demo/ReleasePaymentsRequest';
import type { RestartRequest as _demo_RestartRequest, RestartRequest__Output as _demo_RestartRequest__Output } from './demo/RestartRequest';
import type { ResumeRequest as _demo_ResumeRequest, ResumeRequest__Output as _demo_ResumeRequest__Output } from './demo/ResumeRequest';
import type { RevokeApiKeyRequest as _demo_RevokeApiKeyRequest, RevokeApiKeyRequest__Output as _demo_RevokeApiKeyRequest__Output } from './demo/RevokeApiKeyRequest';
import type { SendFrameRequest as _demo_SendFrameRequest, SendFrameRequest__Output as _demo_SendFrameRequest__Output } from './demo/SendFrameRequest';
import type { SendFrameResponse as _demo_SendFrameResponse, SendFrameResponse__Output as _demo_SendFrameResponse__Output } from './demo/SendFrameResponse';
import type { SendMessageRequest as _demo_SendMessageRequest, SendMessageRequest__Output as _demo_SendMessageRequest__Output } from './demo/SendMessageRequest';
import type { SendMessageResponse as _demo_SendMessageResponse, SendMessageResponse__Output as _demo_SendMessageResponse__Output } from './demo/SendMessageResponse';
import type { Stall as _demo_Stall, Stall__Output as _demo_Stall__Output } from './demo/Stall';
import type { State as _demo_State, State__Output as _demo_State__Output } from './demo/State';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  demo: {
    AddApiKeyRequest: MessageTypeDefinition<_demo_AddApiKeyRequest, _demo_AddApiKeyRequest__Output>
    Answer: MessageTypeDefinition<_demo_Answer, _demo_Answer__Output>
    Call: MessageTypeDefinition<_demo_Call, _demo_Call__Output>
    Channel: MessageTypeDefinition<_demo_Channel, _demo_Channel__Output>
    ClearFaultsRequest: MessageTypeDefinition<_demo_ClearFaultsRequest, _demo_ClearFaultsRequest__Output>
    Control: SubtypeConstructor<typeof grpc.Client, _demo_ControlClient> & { service: _demo_ControlDefinition }
    CreatePeerInvoiceRequest: MessageTypeDefinition<_demo_CreatePeerInvoiceRequest, _demo_CreatePeerInvoiceRequest__Output>
    CreatePeerInvoiceResponse: MessageTypeDefinition<_demo_CreatePeerInvoiceResponse, _demo_CreatePeerInvoiceResponse__Output>
    Delay: MessageTypeDefinition<_demo_Delay, _demo_Delay__Output>
    Done: MessageTypeDefinition<_demo_Done, _demo_Done__Output>
    Drop: MessageTypeDefinition<_demo_Drop, _demo_Drop__Output>
    DropConnectionsRequest: MessageTypeDefinition<_demo_DropConnectionsRequest, _demo_DropConnectionsRequest__Output>
    EndStreamsRequest: MessageTypeDefinition<_demo_EndStreamsRequest, _demo_EndStreamsRequest__Output>
    Fail: MessageTypeDefinition<_demo_Fail, _demo_Fail__Output>
    Fault: MessageTypeDefinition<_demo_Fault, _demo_Fault__Output>
    GetStateRequest: MessageTypeDefinition<_demo_GetStateRequest, _demo_GetStateRequest__Output>
    HoldPartsRequest: MessageTypeDefinition<_demo_HoldPartsRequest, _demo_HoldPartsRequest__Output>
    HoldPaymentsRequest: MessageTypeDefinition<_demo_HoldPaymentsRequest, _demo_HoldPaymentsRequest__Output>
    Invoice: MessageTypeDefinition<_demo_Invoice, _demo_Invoice__Output>
    KillRequest: MessageTypeDefinition<_demo_KillRequest, _demo_KillRequest__Output>
    PayInvoiceRequest: MessageTypeDefinition<_demo_PayInvoiceRequest, _demo_PayInvoiceRequest__Output>
    PayInvoiceResponse: MessageTypeDefinition<_demo_PayInvoiceResponse, _demo_PayInvoiceResponse__Output>
    Payment: MessageTypeDefinition<_demo_Payment, _demo_Payment__Output>
    ReleasePartsRequest: MessageTypeDefinition<_demo_ReleasePartsRequest, _demo_ReleasePartsRequest__Output>
    ReleasePaymentsRequest: MessageTypeDefinition<_demo_ReleasePaymentsRequest, _demo_ReleasePaymentsRequest__Output>
    RestartRequest: MessageTypeDefinition<_demo_RestartRequest, _demo_RestartRequest__Output>
    ResumeRequest: MessageTypeDefinition<_demo_ResumeRequest, _demo_ResumeRequest__Output>
    RevokeApiKeyRequest: MessageTypeDefinition<_demo_RevokeApiKeyRequest, _demo_RevokeApiKeyRequest__Output>
    SendFrameRequest: MessageTypeDefinition<_demo_SendFrameRequest, _demo_SendFrameRequest__Output>
    SendFrameResponse: MessageTypeDefinition<_demo_SendFrameResponse, _demo_SendFrameResponse__Output>
    SendMessageRequest: MessageTypeDefinition<_demo_SendMessageRequest, _demo_SendMessageRequest__Output>
    SendMessageResponse: MessageTypeDefinition<_demo_SendMessageResponse, _demo_SendMessageResponse__Output>
    Stall: MessageTypeDefinition<_demo_Stall, _demo_Stall__Output>
    State: MessageTypeDefinition<_demo_State, _demo_State__Output>
  }
}

