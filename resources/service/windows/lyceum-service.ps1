<#
.SYNOPSIS
  Lets the academy start with this computer, before anybody signs in.

.DESCRIPTION
  Creates a task named "Lyceum" in the Task Scheduler. It runs as the person who installs it, without a stored password ("S4U"),
  with ordinary rights, and is started again one minute after a crash. The console's switch "Starts with this computer" calls this
  script; by hand it is called in a PowerShell that was started as administrator:

    .\lyceum-service.ps1 -Deed install -Node "C:\Program Files\Lyceum\resources\node\node.exe" `
      -Script "C:\Program Files\Lyceum\resources\app.asar.unpacked\dist\server\launch.js" `
      -DataFolder "$env:LOCALAPPDATA\Lyceum\data" -Port 8080
    .\lyceum-service.ps1 -Deed status      answers one JSON object
    .\lyceum-service.ps1 -Deed start
    .\lyceum-service.ps1 -Deed remove

  Data are never touched. Exit code 0: done. 1: refused, with the reason.
#>
[CmdletBinding()]
param(
  [Parameter(Mandatory = $true)][ValidateSet('install', 'remove', 'status', 'start')][string]$Deed,
  [string]$Node,
  [string]$Script,
  [string]$DataFolder,
  [ValidateRange(1, 65535)][int]$Port = 8080
)

$ErrorActionPreference = 'Stop'
$name = 'Lyceum'

function Get-LyceumTask { Get-ScheduledTask -TaskName $name -ErrorAction SilentlyContinue }

function Install-LyceumTask {
  foreach ($file in @($Node, $Script)) {
    if (-not $file -or -not (Test-Path -LiteralPath $file -PathType Leaf)) { throw "There is no file $file." }
  }
  if (-not [System.IO.Path]::IsPathRooted($DataFolder)) { throw 'The data folder must be a full path, with its drive.' }
  New-Item -ItemType Directory -Force -Path $DataFolder | Out-Null
  # A task has no environment of its own: a small script beside the data sets it. Quotes are doubled, as PowerShell wants them.
  $start = Join-Path $DataFolder 'start-service.ps1'
  $quoted = { param($text) "'" + $text.Replace("'", "''") + "'" }
  @(
    '# Written by Lyceum for the task "Lyceum".'
    '$env:LYCEUM_DATA = ' + (& $quoted $DataFolder)
    '$env:LYCEUM_PORT = ' + (& $quoted "$Port")
    '$env:LYCEUM_HEADLESS = ''1'''
    '$env:LYCEUM_SERVICE = ''own'''
    '& ' + (& $quoted $Node) + ' ' + (& $quoted $Script)
    'exit $LASTEXITCODE'
  ) | Set-Content -LiteralPath $start -Encoding UTF8
  $person = [System.Security.Principal.WindowsIdentity]::GetCurrent().Name
  $action = New-ScheduledTaskAction -Execute 'powershell.exe' `
    -Argument "-NoProfile -NonInteractive -WindowStyle Hidden -ExecutionPolicy Bypass -File `"$start`""
  $settings = New-ScheduledTaskSettingsSet -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable `
    -RestartCount 999 -RestartInterval (New-TimeSpan -Minutes 1) -ExecutionTimeLimit ([TimeSpan]::Zero) -MultipleInstances IgnoreNew
  $principal = New-ScheduledTaskPrincipal -UserId $person -LogonType S4U -RunLevel Limited
  Register-ScheduledTask -TaskName $name -Description "The academy of this computer. Data: $DataFolder" -Force `
    -Action $action -Trigger (New-ScheduledTaskTrigger -AtStartup) -Settings $settings -Principal $principal | Out-Null
}

function Get-LyceumStatus {
  $task = Get-LyceumTask
  $folder = $null
  if ($task -and $task.Description -match 'Data: (.+)$') { $folder = $Matches[1] }
  $listens = $null
  if ($folder) {
    $line = Select-String -LiteralPath (Join-Path $folder 'start-service.ps1') -Pattern "LYCEUM_PORT = '(\d+)'" -ErrorAction SilentlyContinue
    if ($line) { $listens = [int]$line.Matches[0].Groups[1].Value }
  }
  @{
    supported = $true
    installed = [bool]$task
    enabled = [bool]($task -and $task.State -ne 'Disabled')
    active = [bool]($task -and $task.State -eq 'Running')
    data_folder = $folder
    user = if ($task) { $task.Principal.UserId } else { $null }
    port = $listens
  } | ConvertTo-Json -Compress
}

try {
  switch ($Deed) {
    'install' { Install-LyceumTask }
    'remove' { if (Get-LyceumTask) { Unregister-ScheduledTask -TaskName $name -Confirm:$false } }
    'start' { Start-ScheduledTask -TaskName $name }
    'status' { Get-LyceumStatus }
  }
  exit 0
}
catch {
  [Console]::Error.WriteLine($_.Exception.Message)
  exit 1
}
