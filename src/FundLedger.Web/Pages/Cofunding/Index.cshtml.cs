using FundLedger.Cofunding;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;
using Microsoft.AspNetCore.Mvc;

namespace FundLedger.Web.Pages.Cofunding;

/// <summary>Social money that must stand beside public money: what is asked for, what is proved, and what may still move in. Of one fund, or of all.</summary>
[Needs(Permission.ReadLedger)]
public sealed class CofundingModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Funds;
    public override Bilingual Title => new("社会资金", "Co-funding");

    /// <summary>Null for every fund that the one who looks may see.</summary>
    public Fund? Fund { get; private set; }

    public IReadOnlyList<CofundingState> States { get; private set; } = [];
    public IReadOnlyList<CofundingProof> Proofs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? fund)
    {
        var isThere = true;
        await ReadAsync(async (reader, books) =>
        {
            bool Sees(Fund known) => May(Permission.ReadLedger, books.TargetOf(known));
            if (!string.IsNullOrEmpty(fund))
            {
                Fund = books.FindFund(fund) is { } named && Sees(named) ? named : null;
                isThere = Fund is not null;
                if (!isThere) return;
            }

            States = [.. (await CofundingReading.StatesAsync(reader, books, Fund)).Where(state => Sees(state.Requirement.Fund))];
            Proofs = [.. (await CofundingReading.ProofsAsync(reader, books, Fund)).Where(proof => Sees(proof.Fund))];
        });
        return isThere ? Page() : NotFound();
    }
}
