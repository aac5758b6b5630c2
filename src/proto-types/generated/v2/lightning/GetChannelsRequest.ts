// Original file: imp/api/v2/lightning/lightning.proto


export interface GetChannelsRequest {
}

export interface GetChannelsRequest__Output {
}
