using System.Text;
using FundLedger.Awards;
using FundLedger.Ledger;
using FundLedger.Payments;
using FundLedger.Programmes;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using FundLedger.Tests.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Awards;

/// <summary>Awards that scenarios begin with: fund POOL with 60 of seed money and 40 of gifts, organisation HUA that is qualified, programme VP and its round VP-1.</summary>
internal static class AwardScenes
{
    /// <summary>No publicity, no demands: tranches of 20 at signing and 40 a month after.</summary>
    internal static readonly GrantTerms Plain = GrantScenes.Terms with
    {
        PublicityWorkingDays = 0, PublicShareAtMost = null, CostRules = GrantCostRules.None,
        Tranches = [Tranche(Cny(20), 0), Tranche(null, 30)],
    };

    internal static TrancheTerms Tranche(Money? amount, int days, params TrancheRequirement[] needs) => new(null, amount, TrancheDay.Signing, days, false, needs, new("批", "Tranche"));

    internal static TrancheRequirement Need(TrancheRequirementKind kind, int? least = null) => new(kind, least);

    internal static NewAward Award(decimal yuan = 60, string number = "A-1", AwardPart[]? parts = null, AwardLine[]? budget = null, bool takesApproval = false, decimal own = 0) => new(
        number, "VP", "VP-1", "HUA", null, "银龄互助", Cny(yuan), Today, Today, Today.AddDays(200), "评审第一", own == 0 ? null : Cny(own), parts, budget, TakesApproval: takesApproval);

    internal static AwardPart Part(string source, decimal yuan) => new(source, Cny(yuan));

    /// <param name="seed">Code of the source that the seed money is.</param>
    internal static async Task<string> MoneyAsync(this TestLedger ledger, GrantTerms? terms = null)
    {
        await ledger.RoundAsync(terms ?? Plain);
        var seed = await ledger.SeedAsync("POOL", 60, on: March(2));
        await ledger.DonateAsync("POOL", 40, on: March(3));
        await ledger.QualifyAsync("HUA", new DateOnly(2026, 12, 31));
        return seed.Source;
    }

    internal static Task<string> SeedCodeAsync(this TestLedger ledger) => ledger.ScalarAsync<string>("SELECT code FROM sources WHERE kind = 'SeedMoney'");

    internal static Task<Outcome<AwardDecided>> DecideAsync(this TestLedger ledger, NewAward award) => new DecideAward(ledger.Database).RunAsync(ledger.Ask(), award);

    internal static Task<Award> AwardAsync(this TestLedger ledger, string number = "A-1") =>
        ledger.Database.ReadAsync(async reader => (await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), number))!);

    internal static async Task<Outcome<AgreementSigned>> SignAsync(this TestLedger ledger, string number = "A-1", DateOnly? on = null) =>
        await new SignAgreement(ledger.Database).RunAsync(ledger.Ask(), new Signing(number, Agreement.TextSha256Of(await ledger.AwardAsync(number)), on ?? Now(ledger)));

    /// <summary>Decided and signed.</summary>
    internal static async Task StartAsync(this TestLedger ledger, NewAward award)
    {
        (await ledger.DecideAsync(award)).Expect();
        ledger.Clock.Advance(TimeSpan.FromDays(1));
        (await ledger.SignAsync(award.Number)).Expect();
    }

    internal static Task<DueRun> RunDueAsync(this TestLedger ledger, DateOnly? day = null) => new ReleaseDueTranches(ledger.Database).RunAsync("schedule", day ?? Now(ledger));

    internal static Task<Outcome<TranchePaid>> PayAsync(this TestLedger ledger, int tranche, decimal yuan, string number = "A-1") =>
        new PayTranche(ledger.Database).RunAsync(ledger.Ask(), new TranchePayment(number, tranche, Cny(yuan), Now(ledger)));

    /// <summary>HUA has an account that may be paid to.</summary>
    internal static async Task PayeeAsync(this TestLedger ledger)
    {
        (await new SetPayee(ledger.Database).RunAsync(ledger.Ask(), new NewPayee(null, "HUA", PayeeKind.Organisation, "银龄互助服务中心", "", "中国银行青川支行", "6217 0000-1234 5678", null))).Expect();
        ledger.Days(5);
    }

    internal static Task<IReadOnlyList<Payable>> PayablesAsync(this TestLedger ledger) => ledger.Database.ReadAsync(async reader => await PaymentReading.PayablesAsync(reader, await Books.LoadAsync(reader)));

    internal static Task<Outcome<PaymentsOrdered>> OrderAsync(this TestLedger ledger, params Payable[] owed) =>
        new OrderPayments(ledger.Database).RunAsync(ledger.Ask(), new PaymentsWanted(null, [.. owed.Select(one => new PaymentWanted(one.Entry, "HUA", one.Amount))], "拨付"));

    internal static Task<Outcome<PaymentResultsRecorded>> AnswerAsync(this TestLedger ledger, string reference, PaymentStatus became) =>
        new RecordPaymentResults(ledger.Database).RunAsync(ledger.Ask(), [new PaymentResult(reference, became, Now(ledger), became == PaymentStatus.Paid ? null : "户名不符")]);

    internal static Task<IReadOnlyList<Tranche>> TranchesAsync(this TestLedger ledger, string number = "A-1") =>
        ledger.Database.ReadAsync(async reader => await AwardReading.TranchesAsync(reader, await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), number)));

    internal static async Task<TrancheState> StateAsync(this TestLedger ledger, int no, string number = "A-1") => await ledger.Database.ReadAsync(async reader =>
    {
        var award = (await AwardReading.FindAsync(reader, await Books.LoadAsync(reader), number))!;
        return (await AwardReading.AtWorkAsync(reader, await Books.LoadAsync(reader), award, Now(ledger))).Single(one => one.Tranche.No == no).StateOn(Now(ledger));
    });

    /// <summary>(cash, owed, committed, available) of the pool today.</summary>
    internal static Task<(decimal Cash, decimal Owed, decimal Committed, decimal Available)> FiguresAsync(this TestLedger ledger) => ledger.FiguresAsync("POOL", Now(ledger));

    internal static async Task<string> FileAsync(this TestLedger ledger, string text = "证明")
    {
        var file = new Attachment("proof.pdf", Encoding.UTF8.GetBytes("%PDF-1.4 " + text));
        return (await new KeepEvidence(ledger.Database).RunAsync(ledger.Ask(), file)).Expect().Sha256;
    }

    internal static void Days(this TestLedger ledger, int days) => ledger.Clock.Advance(TimeSpan.FromDays(days));

    internal static DateOnly Now(TestLedger ledger) => Moments.DayInShanghai(Moments.ToMicroseconds(ledger.Clock.GetUtcNow()));
}
