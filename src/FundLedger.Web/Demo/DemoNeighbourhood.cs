using FundLedger.Needs;
using FundLedger.Organisations;

namespace FundLedger.Web.Demo;

/// <summary>What is there before a round opens, and outlives it: the directory of organisations, and the neighbourhood's needs from proposal to closing.</summary>
internal sealed class DemoNeighbourhood(DemoRound told, DateOnly first)
{
    private DateOnly Day(int after) => first.AddDays(after);

    /// <summary>All are qualified when they apply; one of them lapses before the decision and one is barred.</summary>
    internal async Task EnterDirectoryAsync()
    {
        foreach (var one in told.Company.Applicants)
        {
            told.Clock.StandAt(Day(1), 9, one.No);
            await told.DoAsync($"organisation/{one.Code}", told.Company.Manager, asked => new RegisterOrganisation(told.Database).RunAsync(asked, new OrganisationProfile(
                one.Code, one.Name, one.Kind, DemoProjects.CreditCodeOf(100 + one.No), [DemoRound.Themes[one.No % DemoRound.Themes.Length]], $"{DemoRound.Places[one.No % DemoRound.Places.Length]}街道", first.AddYears(-4).AddDays(11 * one.No)), told.Stop));
            await told.DoAsync($"organisation/{one.Code}/head", told.Company.Manager, asked => new AddOrganisationPerson(told.Database).RunAsync(
                asked, new NewOrganisationPerson(one.Code, PersonRelation.LegalRepresentative, one.Head, one.Phone, Since: first.AddYears(-3)), told.Stop));
            await QualifyAsync(one, QualificationKind.Registration, null);
            await QualifyAsync(one, QualificationKind.YearlyCheck, one.No == DemoRound.Lapsed ? Day(48) : Day(DemoRound.Days + 120));
        }

        await told.DoAsync("planted/director", told.Company.Manager, asked => new AddOrganisationPerson(told.Database).RunAsync(
            asked, new NewOrganisationPerson(DemoCompany.CodeOf(DemoRound.SharedId), PersonRelation.Director, DemoPeople.Nth(460), IdNumber: DemoRound.PlantedId), told.Stop));
        await told.ToldChapterAsync();
    }

    private async Task QualifyAsync(DemoApplicant one, QualificationKind kind, DateOnly? to)
    {
        var key = $"organisation/{one.Code}/{kind}";
        var added = await told.DoAsync(key, one.Owner, asked => new AddQualification(told.Database).RunAsync(
            asked, new NewQualification(one.Code, kind, $"青民社〔{first.Year}〕{one.No + 1:D3}", first.AddDays(-60), to, DemoProjects.Paper("证书", key)), told.Stop));
        await told.DoAsync($"{key}/checked", told.Company.Manager, asked => new CheckQualification(told.Database).RunAsync(asked, added.Qualification, isVerified: true, stop: told.Stop));
    }

    /// <summary>Three needs go through the first three of the five steps; organisations offer what answers them.</summary>
    internal async Task PostNeedsAsync()
    {
        foreach (var i in new[] { 1, 2, 3 })
        {
            told.Clock.StandAt(Day(3), 10, i);
            await told.DoAsync($"need/{i}", told.Company.Manager, asked => new PostNeed(told.Database).RunAsync(asked, new NeedWanted(
                $"XQ-{i}", DemoRound.Fund, $"{DemoRound.Places[i - 1]}街道：{DemoRound.Themes[i - 1]}", "居民代表在楼组走访中提出。", DemoRound.Themes[i - 1], $"{DemoRound.Places[i - 1]}街道", Day(280), DemoRound.Yuan(40_000), NeedSteps.All), told.Stop));
        }

        foreach (var (step, day, present) in new[] { (NeedStep.Propose, 4, 26), (NeedStep.Deliberate, 7, 34), (NeedStep.Decide, 11, 48) })
            foreach (var i in new[] { 1, 2, 3 }) await StepAsync(i, step, day, present + i);

        foreach (var i in new[] { 1, 2, 3 })
        {
            told.Clock.StandAt(Day(12), 10, i);
            var offering = told.Company.Applicants[i - 1];
            await told.DoAsync($"offer/{i}", offering.Owner, asked => new MakeOffer(told.Database).RunAsync(asked, new OfferWanted($"FW-{i}", offering.Code, DemoRound.Themes[i - 1], "社工与居民骨干一起开展。", DemoRound.Themes[i - 1], "青川区", DemoRound.Yuan(40_000)), told.Stop));
            told.Clock.StandAt(Day(13), 10, i);
            var match = await told.DoAsync($"match/{i}", told.Company.Manager, asked => new MatchNeed(told.Database).RunAsync(asked, new MatchWanted($"XQ-{i}", $"FW-{i}", ContractKind.Grant, Day(13), DemoRound.Yuan(40_000), "街道牵线"), told.Stop));
            await FollowAsync(match.Match, MatchState.Agreed, Day(13));
        }

        await told.ToldChapterAsync();
    }

    internal async Task StepAsync(int need, NeedStep step, int day, int present)
    {
        told.Clock.StandAt(Day(day), 14, need);
        await told.DoAsync($"need/{need}/{step}", told.Company.Manager, asked => new RecordStep(told.Database).RunAsync(asked, new StepWanted(
            $"XQ-{need}", step, Day(day), "到会居民逐项讨论，记录附后。", present, present - 5, 3, 2, [DemoProjects.Paper("会议记录", $"{need} {step}")]), told.Stop));
    }

    internal Task FollowAsync(long match, MatchState state, DateOnly on) =>
        told.DoAsync($"match/{match}/{state}", told.Company.Manager, asked => new FollowMatch(told.Database).RunAsync(asked, match, state, on, "双方确认", told.Stop));

    internal Task CloseNeedAsync(int need, DateOnly on) =>
        told.DoAsync($"need/{need}/closed", told.Company.Manager, asked => new PostNeed(told.Database).CloseAsync(asked, $"XQ-{need}", on, "项目结项，居民评议满意", told.Stop));
}
