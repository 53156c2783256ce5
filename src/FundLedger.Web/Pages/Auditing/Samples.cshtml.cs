using FundLedger.Auditing.Sampling;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.SigningIn;

namespace FundLedger.Web.Pages.Auditing;

/// <summary>Samples that were drawn. Auditors alone see them: whoever is tested is not to know what will be looked at.</summary>
[Needs(Permission.Audit)]
public sealed class SamplesModel(Database database, TimeProvider clock) : LedgerPage(database, clock)
{
    public override Part Where => Part.Audit;
    public override Bilingual Title => new("审计样本", "Audit samples");

    public IReadOnlyList<Sample> Rows { get; private set; } = [];

    public Task OnGetAsync() => ReadAsync(async (reader, books) => Rows = [.. (await Samples.ListAsync(reader, books)).Where(sample => May(Permission.Audit, sample.Target))]);
}
