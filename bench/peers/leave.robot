*** Settings ***
Documentation       The same journey with Robot Framework Browser, as somebody would write it.
Library             Browser    timeout=60s    enable_presenter_mode=False
Library             by_hand

*** Variables ***
${COUNT}            ${0}

*** Test Cases ***
Leave
    New Browser    chromium    headless=True    args=["--no-sandbox"]
    New Context    viewport={'width': 1280, 'height': 800}    locale=en-US
    ${started}=    Evaluate    time.perf_counter()    modules=time
    Journey
    ${seconds}=    Evaluate    time.perf_counter() - ${started}    modules=time
    Log To Console    SECONDS ${seconds}

*** Keywords ***
Snap
    [Arguments]    ${title}
    ${COUNT}=    Evaluate    ${COUNT} + 1
    Set Test Variable    ${COUNT}
    Take Screenshot    filename=${FOLDER}/${COUNT}-${title}    fileType=png

Journey
    New Page    ${ACCOUNT}
    Fill Text    input[name=account]    ${EMAIL}
    Fill Text    input[name=password]    ${PASSWORD}
    Click    .ant-checkbox-inner
    Click    role=button[name="Sign in"]
    Wait For Elements State    .mi-layout__title    visible
    Snap    signed-in
    Go To    ${ACCOUNT}/fe/service/account/profile
    Wait For Elements State    text=${EMAIL} >> nth=0    visible
    Snap    profile
    Go To    ${CLOUD}/#/
    Wait For Elements State    text=Photos >> nth=0    visible
    Snap    stored
    Go To    ${ACCOUNT}/fe/service/account/authorization
    Wait For Elements State    .ant-list-item >> nth=0    visible
    Snap    apps
    Unlink
    Revoke
    Delete

Unlink
    Go To    ${CLOUD}/#/settings/devices
    Wait For Elements State    .ant-list-item >> nth=0    visible
    Snap    devices
    ${left}=    Get Element Count    .ant-list-item
    WHILE    ${left} > 0
        Click    .ant-list-item >> nth=0
        Click    role=dialog >> role=button[name="Delete device"]
        Wait For Elements State    role=dialog >> role=button[name="Delete"][exact]    visible
        Snap    before-unlink
        Click    role=dialog >> role=button[name="Delete"][exact]
        ${left}=    Evaluate    ${left} - 1
        Wait For Elements State    .ant-modal    detached
        Get Element Count    .ant-list-item    ==    ${left}
        Snap    after-unlink
    END

Revoke
    Go To    ${ACCOUNT}/fe/service/account/authorization
    Wait For Elements State    .ant-list-item >> nth=0    visible
    ${left}=    Get Element Count    .ant-list-item
    WHILE    ${left} > 0
        Click    .ant-list-item >> nth=0 >> role=button
        Wait For Elements State    role=dialog >> role=button[name="Remove"]    visible
        Snap    before-revoke
        Click    role=dialog >> role=button[name="Remove"]
        ${left}=    Evaluate    ${left} - 1
        Wait For Elements State    .ant-modal    detached
        Get Element Count    .ant-list-item    ==    ${left}
        Snap    after-revoke
    END

Delete
    Go To    ${ACCOUNT}/pass/del
    Click    .ant-checkbox-inner
    Snap    deletion
    Click    role=button[name="Delete Xiaomi Account"]
    Wait For Elements State    input[name=ticket]    visible
    Snap    code
    ${code}=    Newest Code    ${CONTROL}    ${EMAIL}
    Fill Text    input[name=ticket]    ${code}
    Click    role=button[name="Submit"]
    Wait For Elements State    role=button[name="Delete account"]    visible
    Snap    warning
    Snap    before-delete
    Click    role=button[name="Delete account"]
    Wait For Elements State    text=Your account has been deleted    visible
    Snap    deleted
