using System.Text;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Storage;
using FundLedger.Values;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Tests.Organisations;

/// <summary>Organisations in a test's ledger, and what scenarios do with them all the time.</summary>
internal static class DirectoryOfATest
{
    internal static OrganisationProfile Profile(string code, OrganisationKind kind = OrganisationKind.Community, string? creditCode = null) => new(code, $"{code}社区服务中心", kind, creditCode, ["养老", "儿童"], "青川街道");

    internal static async Task RegisterAsync(this TestLedger ledger, string code) => (await new RegisterOrganisation(ledger.Database).RunAsync(ledger.Ask(), Profile(code))).Expect();

    internal static Attachment Scan(string text = "扫描件") => new("scan.pdf", Encoding.UTF8.GetBytes("%PDF-1.4 " + text));

    internal static async Task<long> DocumentAsync(this TestLedger ledger, string code, QualificationKind kind, DateOnly from, DateOnly? to, bool isVerified = true)
    {
        var id = (await new AddQualification(ledger.Database).RunAsync(ledger.Ask(), new NewQualification(code, kind, "沪社登字001", from, to, Scan($"{kind} {from} {to}")))).Expect().Qualification;
        if (isVerified) (await new CheckQualification(ledger.Database).RunAsync(ledger.Ask(), id, isVerified: true)).Expect();
        return id;
    }

    /// <summary>A filing without an end, and a yearly check to the last day.</summary>
    internal static async Task QualifyAsync(this TestLedger ledger, string code, DateOnly until)
    {
        await ledger.RegisterAsync(code);
        await ledger.DocumentAsync(code, QualificationKind.Filing, new DateOnly(2020, 1, 1), null);
        await ledger.DocumentAsync(code, QualificationKind.YearlyCheck, until.AddYears(-1).AddDays(1), until);
    }

    internal static Task<Standing> StandingAsync(this TestLedger ledger, string code, DateOnly? on = null) =>
        ledger.Database.ReadAsync(async reader => await Directory.StandingAsync(reader, (await Directory.FindAsync(reader, code))!, on ?? TestLedger.Today));

    internal static async Task<OrganisationStatus> StatusAsync(this TestLedger ledger, string code, DateOnly? on = null) => (await ledger.StandingAsync(code, on)).Status;
}
