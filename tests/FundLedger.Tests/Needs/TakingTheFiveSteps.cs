using System.Text;
using FundLedger.Ledger;
using FundLedger.Needs;
using FundLedger.Organisations;
using FundLedger.Storage;
using FundLedger.Tests.Organisations;
using FundLedger.Values;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.Needs;

/// <summary>提、议、定、办、评: none that is demanded is skipped, none goes back in time.</summary>
[TestFixtureSource(typeof(TestDatabases))]
public sealed class TakingTheFiveSteps(TestDatabase database)
{
    private const int Days = 3;

    /// <summary>Every state that can be reached, from every set of demanded steps, by every move: exhaustive, on three days.</summary>
    [Test]
    public void No_sequence_of_records_leads_to_a_skipped_step_or_days_out_of_order()
    {
        for (var set = 0; set < 32; set++)
        {
            var demanded = NeedSteps.All.Where(step => (set & (1 << (int)step)) != 0).ToList();
            var seen = new HashSet<string>();
            var next = new Queue<Dictionary<NeedStep, DateOnly>>([[]]);
            while (next.TryDequeue(out var held))
            {
                if (!seen.Add(Text(held))) continue;
                MustBeInOrder(demanded, held);
                foreach (var step in NeedSteps.All)
                    for (var day = 1; day <= Days; day++)
                    {
                        var after = new Dictionary<NeedStep, DateOnly>(held) { [step] = March(day) };
                        var isAllowed = NeedSteps.RefusalFor(demanded, held, step, March(day)) is null;
                        if (isAllowed) next.Enqueue(after);
                        Assert.That(isAllowed, Is.EqualTo(IsInOrder(demanded, after)), $"{Text(held)} + {step} on {day}");
                    }
            }

            Assert.That(seen.Any(state => state.Count(letter => letter == ';') == 5), Is.True, "all five can be taken");
        }
    }

    [Test]
    public void A_match_goes_forward_or_ends()
    {
        var allowed = from fromState in Enum.GetValues<MatchState>() from to in Enum.GetValues<MatchState>() where MatchStates.May(fromState, to) select (fromState, to);
        Assert.That(allowed, Is.EquivalentTo(new[]
        {
            (MatchState.Proposed, MatchState.Proposed), (MatchState.Proposed, MatchState.Agreed), (MatchState.Proposed, MatchState.Ended),
            (MatchState.Agreed, MatchState.Agreed), (MatchState.Agreed, MatchState.UnderWay), (MatchState.Agreed, MatchState.Ended),
            (MatchState.UnderWay, MatchState.UnderWay), (MatchState.UnderWay, MatchState.Done), (MatchState.UnderWay, MatchState.Ended),
        }));
    }

    [Test]
    public Task A_step_is_corrected_by_a_version_with_its_reason_and_erased_without_its_figures() => database.RunAsync(async ledger =>
    {
        await NeedAsync(ledger);
        var record = new RecordStep(ledger.Database);
        var held = new StepWanted("N1", NeedStep.Propose, March(1), "王阿姨提议加装扶手", 12, 10, 1, 1, [new Attachment("签到.pdf", Encoding.UTF8.GetBytes("签到"))]);
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), held with { Step = NeedStep.Decide })), Is.EqualTo("step-skipped"));
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), held with { For = 13 })), Is.EqualTo("votes"));
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), held with { HeldOn = March(16) })), Is.EqualTo("date-in-future"));
        (await record.RunAsync(ledger.Ask(), held)).Expect();
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), held with { HeldOn = March(2) })), Is.EqualTo("reason-missing"), "a correction says what was wrong");
        Assert.That((await record.RunAsync(ledger.Ask(), held with { HeldOn = March(2), Reason = "日期写错" })).Expect().Version, Is.EqualTo(2));
        (await record.RunAsync(ledger.Ask(), held with { Step = NeedStep.Decide, HeldOn = March(2) })).Expect();
        Assert.That(Refused.CodeOf(await record.RunAsync(ledger.Ask(), held with { HeldOn = March(3), Reason = "改" })), Is.EqualTo("step-day"), "after the next one");

        (await record.EraseAsync(ledger.Ask(), "N1", NeedStep.Propose, 1)).Expect();
        var steps = await ledger.Database.ReadAsync(async reader => await NeedReading.StepsAsync(reader, (await NeedReading.FindNeedAsync(reader, await Books.LoadAsync(reader), "N1"))!));
        Assert.That(steps.Select(step => (step.Step, step.Version, step.Minutes is null, step.Attendance)), Is.EqualTo(new[] { (NeedStep.Propose, 1, true, 12), (NeedStep.Propose, 2, false, 12), (NeedStep.Decide, 1, false, 12) }));
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM attachment_references WHERE referrer LIKE 'need-step/%'"), Is.EqualTo(2), "the erased version's file is let go");
        Assert.That(await ledger.ScalarAsync<long>("SELECT COUNT(*) FROM operations WHERE content LIKE '%王阿姨%'"), Is.Zero);
    });

    [Test]
    public Task A_match_is_under_way_only_when_it_was_decided_and_its_organisation_is_qualified() => database.RunAsync(async ledger =>
    {
        await NeedAsync(ledger);
        await ledger.RegisterAsync("LAKE");
        (await new MakeOffer(ledger.Database).RunAsync(ledger.Ask(), new OfferWanted("O1", "LAKE", "适老化改造", Amount: Cny(500)))).Expect();
        var id = (await new MatchNeed(ledger.Database).RunAsync(ledger.Ask(), new MatchWanted("N1", "O1", ContractKind.Grant, March(1), Cny(450)))).Expect().Match;
        Assert.That(Refused.CodeOf(await new MatchNeed(ledger.Database).RunAsync(ledger.Ask(), new MatchWanted("N1", "O1", ContractKind.Grant, March(1)))), Is.EqualTo("match-known"));
        var follow = new FollowMatch(ledger.Database);
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.Proposed, March(2))), Is.EqualTo("note-missing"));
        (await follow.RunAsync(ledger.Ask(), id, MatchState.Proposed, March(2), "已上门看过")).Expect();
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.Done, March(2))), Is.EqualTo("match-state"));
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.Agreed, March(1))), Is.EqualTo("match-day"));
        (await follow.RunAsync(ledger.Ask(), id, MatchState.Agreed, March(3))).Expect();
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.UnderWay, March(4))), Is.EqualTo("step-skipped"));
        foreach (var step in new[] { NeedStep.Propose, NeedStep.Decide }) (await new RecordStep(ledger.Database).RunAsync(ledger.Ask(), new StepWanted("N1", step, March(4), "记录"))).Expect();
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.UnderWay, March(4))), Is.EqualTo("organisation-not-qualified"));
        await ledger.DocumentAsync("LAKE", QualificationKind.Filing, March(1), null);
        await ledger.DocumentAsync("LAKE", QualificationKind.YearlyCheck, March(1), new DateOnly(2026, 12, 31));
        (await follow.RunAsync(ledger.Ask(), id, MatchState.UnderWay, March(4))).Expect();
        Assert.That(await StateAsync(ledger), Is.EqualTo(NeedState.Matched));
        Assert.That(Refused.CodeOf(await follow.RunAsync(ledger.Ask(), id, MatchState.Done, March(5))), Is.EqualTo("step-skipped"), "it was not evaluated");
        foreach (var step in new[] { NeedStep.CarryOut, NeedStep.Evaluate }) (await new RecordStep(ledger.Database).RunAsync(ledger.Ask(), new StepWanted("N1", step, March(5), "记录"))).Expect();
        (await follow.RunAsync(ledger.Ask(), id, MatchState.Done, March(5))).Expect();
        Assert.That(await StateAsync(ledger), Is.EqualTo(NeedState.Done));
    });

    [Test]
    public Task Needs_and_offers_are_changed_by_versions_and_closed_with_a_reason() => database.RunAsync(async ledger =>
    {
        await NeedAsync(ledger);
        await ledger.RegisterAsync("LAKE");
        var post = new PostNeed(ledger.Database);
        var wanted = new NeedWanted("N1", "FUND", "楼道扶手", Amount: Cny(600));
        Assert.That(Refused.CodeOf(await post.RunAsync(ledger.Ask(), wanted)), Is.EqualTo("need-known"));
        Assert.That(Refused.CodeOf(await post.ChangeAsync(ledger.Ask(), wanted, " ")), Is.EqualTo("reason-missing"));
        Assert.That((await post.ChangeAsync(ledger.Ask(), wanted, "估价更新")).Expect().Version, Is.EqualTo(2));
        (await post.CloseAsync(ledger.Ask(), "N1", Today, "已由物业解决")).Expect();
        Assert.That(Refused.CodeOf(await post.CloseAsync(ledger.Ask(), "N1", Today, "再次")), Is.EqualTo("need-closed"));
        Assert.That(await StateAsync(ledger), Is.EqualTo(NeedState.Closed));

        var make = new MakeOffer(ledger.Database);
        Assert.That(Refused.CodeOf(await make.RunAsync(ledger.Ask(), new OfferWanted("O1", "NOBODY", "改造"))), Is.EqualTo("organisation-unknown"));
        (await make.RunAsync(ledger.Ask(), new OfferWanted("O1", "LAKE", "改造"))).Expect();
        Assert.That((await make.ChangeAsync(ledger.Ask(), new OfferWanted("O1", "LAKE", "适老化改造", Amount: Cny(9)), "补报价")).Expect().Version, Is.EqualTo(2));
        Assert.That(Refused.CodeOf(await new MatchNeed(ledger.Database).RunAsync(ledger.Ask(), new MatchWanted("N1", "O1", ContractKind.Grant, Today))), Is.EqualTo("need-closed"));
        (await make.CloseAsync(ledger.Ask(), "O1", Today, "停办")).Expect();
        var offer = (await ledger.Database.ReadAsync(reader => NeedReading.FindOfferAsync(reader, "O1")))!;
        Assert.That((offer.Title, offer.Amount, offer.CloseReason, offer.OrganisationName), Is.EqualTo(("适老化改造", (Money?)Cny(9), "停办", "LAKE社区服务中心")));
    });

    private static async Task NeedAsync(TestLedger ledger)
    {
        await ledger.FundAsync("FUND");
        (await new PostNeed(ledger.Database).RunAsync(ledger.Ask(), new NeedWanted("N1", "FUND", "楼道扶手", "老楼没有扶手", "养老", "青川", new DateOnly(2026, 6, 30), Cny(500), [NeedStep.Propose, NeedStep.Decide, NeedStep.CarryOut, NeedStep.Evaluate]))).Expect();
    }

    private static Task<NeedState> StateAsync(TestLedger ledger) => ledger.Database.ReadAsync(async reader =>
    {
        var books = await Books.LoadAsync(reader);
        return NeedReading.StateOf((await NeedReading.FindNeedAsync(reader, books, "N1"))!, await NeedReading.MatchesAsync(reader, books));
    });

    private static void MustBeInOrder(List<NeedStep> demanded, Dictionary<NeedStep, DateOnly> held) => Assert.That(IsInOrder(demanded, held), Is.True, Text(held));

    // Said again in another way than the rule says it.
    private static bool IsInOrder(List<NeedStep> demanded, Dictionary<NeedStep, DateOnly> held)
    {
        var days = held.OrderBy(step => step.Key).Select(step => step.Value).ToList();
        var last = held.Count == 0 ? -1 : (int)held.Keys.Max();
        return days.SequenceEqual(days.Order()) && demanded.Where(step => (int)step < last).All(held.ContainsKey);
    }

    private static string Text(Dictionary<NeedStep, DateOnly> held) => string.Concat(held.OrderBy(step => step.Key).Select(step => $"{step.Key} {step.Value.Day};"));
}
