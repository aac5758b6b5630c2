; Payment links. Registers the wallet as a program for lightning: links (Windows Settings, Default apps). It becomes the
; default only if no other program is, so that the person's choice stays.
; https://learn.microsoft.com/windows/win32/shell/default-programs

!define LINKS_PROGID "IMPWallet.lightning"
!define LINKS_CAPABILITIES "Software\IMP Wallet\Capabilities"
!define LINKS_SCHEME "Software\Classes\lightning"

!macro writeLinkClass KEY
  WriteRegStr HKCU "${KEY}" "" "URL:Lightning invoice"
  WriteRegStr HKCU "${KEY}" "URL Protocol" ""
  WriteRegStr HKCU "${KEY}\DefaultIcon" "" "$appExe,0"
  WriteRegStr HKCU "${KEY}\shell\open\command" "" '"$appExe" -- "%1"'
!macroend

!macro customInstall
  !insertmacro writeLinkClass "Software\Classes\${LINKS_PROGID}"
  WriteRegStr HKCU "${LINKS_CAPABILITIES}" "ApplicationName" "IMP Wallet"
  WriteRegStr HKCU "${LINKS_CAPABILITIES}" "ApplicationDescription" "Lightning wallet with messages"
  WriteRegStr HKCU "${LINKS_CAPABILITIES}\UrlAssociations" "lightning" "${LINKS_PROGID}"
  WriteRegStr HKCU "Software\RegisteredApplications" "IMP Wallet" "${LINKS_CAPABILITIES}"
  ReadRegStr $0 HKCU "${LINKS_SCHEME}\shell\open\command" ""
  ${if} $0 == ""
    !insertmacro writeLinkClass "${LINKS_SCHEME}"
  ${endif}
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\${LINKS_PROGID}"
    DeleteRegKey HKCU "Software\IMP Wallet"
    DeleteRegValue HKCU "Software\RegisteredApplications" "IMP Wallet"
    ; Another program's entry stays.
    ReadRegStr $0 HKCU "${LINKS_SCHEME}\shell\open\command" ""
    ${if} $0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
      DeleteRegKey HKCU "${LINKS_SCHEME}"
    ${endif}
  ${endif}
!macroend
