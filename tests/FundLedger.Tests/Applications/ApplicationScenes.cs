using System.Text;
using FundLedger.Applications;
using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Applications;

/// <summary>Applications to the round of <see cref="GrantScenes"/>, and what scenarios do with them all the time.</summary>
internal static class ApplicationScenes
{
    internal static Attachment Pdf(string text = "计划书") => new("plan.pdf", Encoding.UTF8.GetBytes("%PDF-1.7\n" + text));

    internal static BudgetLine Line(string code, CostLineKind kind, decimal requested, decimal own = 0) => new(code, $"第{code}项", kind, Cny(requested), Cny(own));

    /// <summary>20,000 asked for, 20,000 of one's own.</summary>
    internal static ApplicationBudget Budget => Of(Line("1", CostLineKind.Activity, 12_000, 10_000), Line("2", CostLineKind.Staff, 8_000, 10_000));

    internal static ApplicationBudget Of(params BudgetLine[] lines) => new(BudgetCheck.RequestedOf(lines, Currency.Cny), BudgetCheck.OwnOf(lines, Currency.Cny), lines);

    internal static ApplicationEdit Complete(string number, string title = "邻里厨房", string category = "start-up") => new(
        number, new ApplicationBasics(title, category, new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31)),
        new Dictionary<string, string> { ["registered"] = "yes", ["barred"] = "no" },
        new Dictionary<string, string> { ["summary"] = "老人一起做饭。", ["people"] = "120", ["starts"] = "2026-06-01", ["space"] = "no" }, Budget);

    /// <summary>What a complete draft holds.</summary>
    internal static ApplicationContent Content { get; } = new()
    {
        Title = "邻里厨房", Category = "start-up", Starts = new DateOnly(2026, 6, 1), Ends = new DateOnly(2027, 5, 31),
        Eligibility = Complete("").Eligibility!, Answers = Complete("").Answers!, Requested = Budget.Requested, Own = Budget.Own, Budget = Budget.Lines,
        Files = [new("plan", "plan.pdf", FileType.Pdf, 9, new string('0', 64))],
    };

    internal static async Task OrganisationAsync(this TestLedger ledger, string code) =>
        (await new RegisterOrganisation(ledger.Database).RunAsync(ledger.Ask(), new OrganisationProfile(code, $"{code}服务中心", OrganisationKind.Community))).Expect();

    internal static Task<Outcome<ApplicationStarted>> TryStartAsync(this TestLedger ledger, string organisation = "ORG", Asked? asked = null, string round = "VP-1") =>
        new StartApplication(ledger.Database).RunAsync(asked ?? ledger.Ask(), round, organisation);

    internal static Task<Outcome<ApplicationSaved>> TrySaveAsync(this TestLedger ledger, ApplicationEdit edit, Asked? asked = null) => new SaveApplication(ledger.Database).RunAsync(asked ?? ledger.Ask(), edit);

    internal static async Task<Outcome<ApplicationSubmitted>> TrySubmitAsync(this TestLedger ledger, string number, Asked? asked = null) =>
        await new SubmitApplication(ledger.Database).RunAsync(asked ?? ledger.Ask(), number, (await ledger.ApplicationAsync(number)).ToCertify.Sha256());

    /// <summary>A complete draft of an organisation that is entered where it is not yet.</summary>
    internal static async Task<string> DraftAsync(this TestLedger ledger, string organisation = "ORG", string title = "邻里厨房", string category = "start-up")
    {
        if (await ledger.Database.ReadAsync(reader => FundLedger.Organisations.Directory.FindAsync(reader, organisation)) is null) await ledger.OrganisationAsync(organisation);
        var number = (await ledger.TryStartAsync(organisation)).Expect().Number;
        (await ledger.TrySaveAsync(Complete(number, title, category))).Expect();
        (await new AttachToApplication(ledger.Database).RunAsync(ledger.Ask(), number, "plan", Pdf())).Expect();
        return number;
    }

    internal static async Task<string> SubmittedAsync(this TestLedger ledger, string organisation = "ORG", string title = "邻里厨房", string category = "start-up")
    {
        var number = await ledger.DraftAsync(organisation, title, category);
        (await ledger.TrySubmitAsync(number)).Expect();
        return number;
    }

    internal static Task<GrantApplication> ApplicationAsync(this TestLedger ledger, string number) => ledger.Database.ReadAsync(async reader => (await ApplicationReading.FindAsync(reader, number))!);

    internal static async Task<ApplicationStatus> ApplicationStatusAsync(this TestLedger ledger, string number) => (await ledger.ApplicationAsync(number)).Status;
}
