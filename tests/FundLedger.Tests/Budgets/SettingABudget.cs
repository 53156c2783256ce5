using FundLedger.Budgets;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.Spending;
using FundLedger.Storage;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Budgets;

[TestFixtureSource(typeof(TestDatabases))]
public sealed class SettingABudget(TestDatabase database)
{
    [Test]
    public Task What_is_charged_to_an_envelope_is_committed_until_it_is_paid_and_a_reversal_gives_it_back() => database.RunAsync(async ledger =>
    {
        await BudgetedAsync(ledger);
        var owed = (await SpendAsync(ledger, "LAKE", 30, "A1", isPaid: false)).Expect().Entry;
        var paid = (await SpendAsync(ledger, "POOL", 20, "A1")).Expect().Entry;
        Assert.That(await LinesAsync(ledger), Is.EqualTo(new[] { "A1 100 30 20 50", "B1 50 0 0 50" }));

        (await new PayExpense(ledger.Database).RunAsync(ledger.Ask(), owed, Today)).Expect();
        Assert.That(await LinesAsync(ledger), Is.EqualTo(new[] { "A1 100 0 50 50", "B1 50 0 0 50" }));
        (await ledger.TryReverseAsync(paid)).Expect();
        Assert.That(await LinesAsync(ledger), Is.EqualTo(new[] { "A1 100 0 30 70", "B1 50 0 0 50" }));
        await ledger.MustVerifyAsync();
    });

    [Test]
    public Task An_envelope_is_never_overdrawn_and_serves_whom_it_is_for() => database.RunAsync(async ledger =>
    {
        await BudgetedAsync(ledger);
        (await SpendAsync(ledger, "LAKE", 60, "A1")).Expect();
        var refusal = Refused.Of(await SpendAsync(ledger, "LAKE", 40.01m, "A1"));
        Assert.That((refusal.Code, refusal.Field, refusal.Message.En), Is.EqualTo(("envelope-short", "envelope", "Envelope A1 has 40.00 CNY left, less than 40.01 CNY. Lower the amount, choose another envelope, or set the budget anew first.")));
        Assert.That(Refused.CodeOf(await SpendAsync(ledger, "POOL", 1, "B1")), Is.EqualTo("envelope-of-another"));
        Assert.That(Refused.CodeOf(await SpendAsync(ledger, "LAKE", 1, "C1")), Is.EqualTo("envelope-unknown"));
        Assert.That(Refused.CodeOf(await SpendAsync(ledger, "LAKE", 1, "A1", on: new DateOnly(2025, 12, 31))), Is.EqualTo("envelope-unknown"));
        (await SpendAsync(ledger, "LAKE", 50, "B1")).Expect();
    });

    [Test]
    public Task A_budget_set_anew_keeps_what_was_charged() => database.RunAsync(async ledger =>
    {
        await BudgetedAsync(ledger);
        (await SpendAsync(ledger, "LAKE", 60, "A1")).Expect();
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 200, ("A1", null, 59))), Is.EqualTo("envelope-used"));
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 200, ("B1", null, 59))), Is.EqualTo("envelope-used"));
        Assert.That((await SetAsync(ledger, 300, ("A1", null, 60), ("C1", null, 200))).Expect().Version, Is.EqualTo(2));
        var budget = (await BudgetAsync(ledger))!;
        Assert.That((budget.Amount, budget.Left, budget.Unassigned), Is.EqualTo((Cny(300), Cny(240), Cny(40))));
    });

    [Test]
    public Task What_is_no_budget_is_refused() => database.RunAsync(async ledger =>
    {
        await BudgetedAsync(ledger);
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 100, ("A1", null, 60), ("B1", null, 40.01m))), Is.EqualTo("envelopes-over"));
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 100, ("A1", null, 60), ("A1", null, 1))), Is.EqualTo("envelope-twice"));
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 100, ("A1", "NONE", 60))), Is.EqualTo("fund-unknown"));
        Assert.That(Refused.CodeOf(await SetAsync(ledger, 100, ("", null, 60))), Is.EqualTo("envelope-name"));
        Assert.That(Refused.CodeOf(await new SetBudget(ledger.Database).RunAsync(ledger.Ask(), new NewBudget("POOL", 2026, Cny(1), " ", []))), Is.EqualTo("document-missing"));
        Assert.That((await BudgetAsync(ledger))!.Version, Is.EqualTo(1));
    });

    private static async Task BudgetedAsync(TestLedger ledger)
    {
        await ledger.FundAsync("POOL");
        (await new CreateFund(ledger.Database).RunAsync(ledger.Ask(), new NewFund("LAKE", "湖", FundKind.CommunityFund, Currency.Cny, "POOL"))).Expect();
        await ledger.DonateAsync("POOL", 1_000);
        await ledger.DonateAsync("LAKE", 1_000);
        (await SetAsync(ledger, 200, ("A1", null, 100), ("B1", "LAKE", 50))).Expect();
    }

    private static Task<Outcome<BudgetIsSet>> SetAsync(TestLedger ledger, decimal yuan, params (string Code, string? For, decimal Yuan)[] envelopes) => new SetBudget(ledger.Database).RunAsync(
        ledger.Ask(), new NewBudget("POOL", 2026, Cny(yuan), "区社建〔2026〕7号", [.. envelopes.Select(envelope => new Envelope(envelope.Code, "初创", envelope.For, Cny(envelope.Yuan)))]));

    private static Task<Outcome<ExpenseRecorded>> SpendAsync(TestLedger ledger, string fund, decimal yuan, string envelope, bool isPaid = true, DateOnly? on = null) =>
        new RecordExpense(ledger.Database).RunAsync(ledger.Ask(), new Expense(fund, Cny(yuan), on ?? Today, "项目费用", IsPaid: isPaid, Envelope: envelope));

    private static Task<Budget?> BudgetAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return await FundLedger.Budgets.Budgets.FindAsync(reader, books, books.FindFund("POOL")!, 2026);
    });

    private static async Task<string[]> LinesAsync(TestLedger ledger) => [.. (await BudgetAsync(ledger))!.Lines.Select(line =>
        FormattableString.Invariant($"{line.Envelope.Code} {line.Envelope.Amount.MinorUnits / 100} {line.Committed.MinorUnits / 100} {line.Paid.MinorUnits / 100} {line.Left.MinorUnits / 100}"))];
}
