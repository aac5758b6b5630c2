// Original file: demo/control.proto


export interface Done {
}

export interface Done__Output {
}
