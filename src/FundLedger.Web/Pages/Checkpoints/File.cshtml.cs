using FundLedger.Reports.Content;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Checkpoints;

/// <summary>Which report a file is, by its hash; open to everybody who holds it, and it names nobody.</summary>
[AnyoneMay]
public sealed class FileModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    private const int HashLength = 64;

    public override Part Where => Part.Checkpoints;
    public override bool IsPublic => SignedIn is null;
    public override Bilingual Title => new("核对一份文件", "Check a file");

    /// <summary>As typed; empty for none.</summary>
    public string Typed { get; private set; } = "";

    public bool IsHash { get; private set; }
    public IssuedFile? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? sha256)
    {
        Typed = (sha256 ?? (string?)Request.Query["hash"] ?? "").Trim().ToLowerInvariant();
        IsHash = Typed.Length == HashLength && Typed.All(char.IsAsciiHexDigitLower);
        if (sha256 is not null && !IsHash) return NotFound();
        if (IsHash) await ReadAsync(async (reader, _) => Found = await IssuedFiles.FindAsync(reader, Convert.FromHexString(Typed)));
        else await ReadAsync((_, _) => Task.CompletedTask);
        return Page();
    }

    public Bilingual NameOf(NewIssuedFile file) => ReportNames.Of(file.Report);
}
