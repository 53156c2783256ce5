# The daily commands in one place, for PowerShell 7 on Windows and Linux.
#
#   ./build.ps1 restore build test        several verbs, in order, stopping at the first that fails
#   ./build.ps1 -Release build test       the same in the Release configuration
#   ./build.ps1 publish                   a folder to copy to a server: artifacts/publish (always Release)
#   ./build.ps1 bench [what]              the measurements (always Release); without a name, all of them
#   ./build.ps1 run -- verify --data DIR  the program itself; everything after the -- is its own
#
# The exit code is that of the command that failed, 2 for a verb this script does not know, else 0.
# There is no [CmdletBinding()] here on purpose: it would take the program's own --options for this script's.
param([switch]$Release)

$ErrorActionPreference = 'Stop'
$configuration = if ($Release) { 'Release' } else { 'Debug' }
$web = 'src/FundLedger.Web'
$usage = 'usage: ./build.ps1 [-Release] restore|build|test|publish|bench [what]|run -- ARGUMENTS'

function Invoke-Dotnet {
    Write-Host "> dotnet $args"
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# [string] keeps what was typed: a fund called 007 would otherwise arrive as 7. PowerShell makes a list of a,b.
$words = @(foreach ($word in $args) { @(foreach ($part in $word) { [string]$part }) -join ',' })
if ($words.Count -eq 0) { Write-Host $usage; exit 2 }

$caller = Get-Location
Push-Location $PSScriptRoot
try {
    for ($i = 0; $i -lt $words.Count; $i++) {
        $rest = @($words | Select-Object -Skip ($i + 1))
        if ($rest.Count -gt 0 -and $rest[0] -eq '--') { $rest = @($rest | Select-Object -Skip 1) }
        switch ($words[$i]) {
            'restore' { Invoke-Dotnet restore }
            'build' { Invoke-Dotnet build -warnaserror --configuration $configuration }
            'test' { Invoke-Dotnet test --configuration $configuration }
            'publish' { Invoke-Dotnet publish $web --configuration Release --output artifacts/publish }
            'bench' {
                if ($rest.Count -eq 0) { $rest = @('all') }
                Invoke-Dotnet run --configuration Release --project tests/FundLedger.Bench '--' @rest
                exit 0
            }
            'run' {
                Set-Location $caller # the program's relative paths are those of whoever calls it
                & dotnet run --project (Join-Path $PSScriptRoot $web) --configuration $configuration '--' @rest
                exit $LASTEXITCODE
            }
            default { Write-Host "unknown verb '$_'"; Write-Host $usage; exit 2 }
        }
    }
}
finally {
    Pop-Location
}
exit 0
