; Payment links. The wallet becomes one of the programs that Windows offers for lightning: links (Settings, Default apps),
; and opens them at once only where no program does yet: a choice that somebody made stays as it is.
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
  WriteRegStr HKCU "${LINKS_CAPABILITIES}" "ApplicationDescription" "Wallet for an IMP node"
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
    ; Somebody else's entry is left alone.
    ReadRegStr $0 HKCU "${LINKS_SCHEME}\shell\open\command" ""
    ${if} $0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
      DeleteRegKey HKCU "${LINKS_SCHEME}"
    ${endif}
  ${endif}
!macroend
