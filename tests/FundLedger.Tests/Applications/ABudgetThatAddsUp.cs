using CsCheck;
using FundLedger.Applications;
using FundLedger.Programmes;
using FundLedger.Values;
using static FundLedger.Tests.Applications.ApplicationScenes;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Applications;

public sealed class ABudgetThatAddsUp
{
    private static readonly GrantTerms Plain = GrantTemplate.Venture(Currency.Cny) with { CostRules = GrantCostRules.None, PublicShareAtMost = null };

    private static readonly Gen<BudgetLine[]> GenLines = Gen.Select(Gen.Enum<CostLineKind>(), Gen.Long[0, 9_999_99], Gen.Long[1, 9_999_99]).Array[1, 12]
        .Select(lines => lines.Select((line, i) => new BudgetLine($"{i}", "项", line.Item1, new Money(line.Item2, Currency.Cny), new Money(line.Item3, Currency.Cny))).ToArray());

    private static string Codes(GrantTerms terms, ApplicationBudget budget, string category = "growth") => string.Join(' ', ApplicationCheck.Of(
        terms, Content with { Category = category, Requested = budget.Requested, Own = budget.Own, Budget = budget.Lines }, Currency.Cny).Select(item => item.Code).Distinct());

    [Test]
    public void A_content_that_is_complete_misses_nothing() => Assert.That(ApplicationCheck.Of(GrantTemplate.Venture(Currency.Cny), Content, Currency.Cny), Is.Empty);

    [Test]
    public void The_lines_make_the_totals_to_the_fen()
    {
        var budget = Of(Line("1", CostLineKind.Activity, 100.01m, 50), Line("2", CostLineKind.Service, 0.02m, 0.03m));
        Assert.That(Codes(Plain, budget), Is.Empty);
        Assert.That(Codes(Plain, budget with { Requested = Cny(100.04m) }), Is.EqualTo("budget-does-not-add-up"));
        Assert.That(Codes(Plain, budget with { Own = Cny(50) }), Is.EqualTo("budget-does-not-add-up"));
        Assert.That(Codes(Plain, budget with { Own = null }), Is.EqualTo("budget-total-missing"));
        Assert.That(Codes(Plain, Of(Line("1", CostLineKind.Activity, 0, 5))), Is.EqualTo("amount-not-positive"));
        Assert.That(Codes(Plain, Of(Line("1", CostLineKind.Activity, 5), Line("1", CostLineKind.Activity, 5))), Is.EqualTo("budget-line-twice"));
        Assert.That(Codes(Plain, Of(Line("1", CostLineKind.Activity, 5), Line("2", CostLineKind.Activity, 0))), Is.EqualTo("budget-line-empty"));
    }

    [Test]
    public void Each_rule_of_cost_refuses_at_the_fen_and_names_its_line()
    {
        var terms = Plain with { CostRules = new([CostLineKind.FixedAsset], new BasisPoints(4_000)) };
        Assert.That(Codes(terms, Of(Line("1", CostLineKind.Activity, 60), Line("2", CostLineKind.Staff, 40))), Is.Empty);
        Assert.That(Codes(terms, Of(Line("1", CostLineKind.Activity, 60), Line("2", CostLineKind.Staff, 40.01m))), Is.EqualTo("cost-rule-staff"));
        Assert.That(Codes(terms, Of(Line("1", CostLineKind.Activity, 60), Line("2", CostLineKind.FixedAsset, 0, 40))), Is.Empty, "with one's own money it may be bought");
        var refused = ApplicationCheck.Of(terms, Content with { Requested = Cny(100), Own = Cny(0), Budget = [Line("1", CostLineKind.Activity, 60), Line("2", CostLineKind.FixedAsset, 40)] }, Currency.Cny).Single();
        Assert.That((refused.Code, refused.Field), Is.EqualTo(("cost-rule-forbidden-kind", "lines[1].kind")));
        Assert.That(refused.Message.Zh, Does.Contain("第 2 行").And.Contain("不予资助的费用").And.Contain("固定资产"));
        Assert.That(Codes(Plain, Of(Line("1", CostLineKind.Activity, 50_000)), "start-up"), Is.Empty);
        Assert.That(Codes(Plain, Of(Line("1", CostLineKind.Activity, 50_000.01m)), "start-up"), Is.EqualTo("category-cap"));
        Assert.That(Codes(Plain with { PublicShareAtMost = new(6_000) }, Of(Line("1", CostLineKind.Activity, 60, 40))), Is.Empty);
        Assert.That(Codes(Plain with { PublicShareAtMost = new(6_000) }, Of(Line("1", CostLineKind.Activity, 60.01m, 40))), Is.EqualTo("public-share"));
        Assert.That(Codes(Plain with { HardwareAtMost = new(3_000) }, Of(Line("1", CostLineKind.Equipment, 20, 10.01m), Line("2", CostLineKind.Activity, 70))), Is.EqualTo("share-at-most"));
        Assert.That(Codes(Plain with { SoftGovernanceAtLeast = new(7_000) }, Of(Line("1", CostLineKind.Equipment, 20, 10.01m), Line("2", CostLineKind.Activity, 70))), Is.EqualTo("share-at-least"));
        Assert.That(Codes(Plain with { EvaluationAtMost = new(1_000) }, Of(Line("1", CostLineKind.Evaluation, 10.01m), Line("2", CostLineKind.Activity, 90))), Is.EqualTo("share-at-most"));
    }

    [Test]
    public void The_three_parts_make_the_whole_and_every_stated_sum_that_is_off_is_found() => Gen.Select(GenLines, Gen.Long[-5, 5], Gen.Long[-5, 5]).Sample((lines, offRequested, offOwn) =>
    {
        var shares = BudgetCheck.SharesOf(Plain, lines, Currency.Cny);
        Assert.That(shares.Sum(share => share.Amount.MinorUnits), Is.EqualTo(shares[0].Whole.MinorUnits).And.EqualTo(lines.Sum(line => line.Total.MinorUnits)));
        var requested = BudgetCheck.RequestedOf(lines, Currency.Cny) + new Money(offRequested, Currency.Cny);
        var own = BudgetCheck.OwnOf(lines, Currency.Cny) + new Money(offOwn, Currency.Cny);
        var found = ApplicationCheck.Of(Plain, Content with { Requested = requested, Own = own, Budget = lines }, Currency.Cny).Count(item => item.Code == "budget-does-not-add-up");
        Assert.That(found, Is.EqualTo((offRequested == 0 ? 0 : 1) + (offOwn == 0 ? 0 : 1)));
    });

    [Test]
    public void A_share_is_exceeded_exactly_when_the_amount_is_above_it() => Gen.Select(Gen.Long[0, 100_000], Gen.Long[1, 100_000], Gen.Int[0, 10_000]).Sample((part, other, share) =>
    {
        var (amount, whole) = (new Money(part, Currency.Cny), new Money(part + other, Currency.Cny));
        Assert.That(BudgetCheck.IsMoreThan(amount, new BasisPoints(share), whole), Is.EqualTo((decimal)part / (part + other) > share / 10_000m));
        Assert.That(BudgetCheck.IsLessThan(amount, new BasisPoints(share), whole), Is.EqualTo((decimal)part / (part + other) < share / 10_000m));
    });
}
