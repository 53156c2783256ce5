using System.Globalization;
using FundLedger.People.Roles;
using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Jobs;
using Hangfire;

namespace FundLedger.Web.Api;

/// <summary>When the books were verified and what was found, and a run of it now.</summary>
internal static class VerificationsApi
{
    private const string Part = "verifications";
    private const int RunsShown = 200;

    internal static void MapVerifications(this ApiRoutes api)
    {
        api.ReadOfAll<Page<VerificationShownToAll>>("/verifications", new("listVerifications", Part, new("列出核验", "List verifications"), $"The last {RunsShown}, last first.", ApiParameter.Paging), ListAsync, Permission.Verify);
        api.Write<ActWanted, VerificationBegun>("/verifications", new("startVerification", Part, new("开始核验", "Start a verification"), "By work that the list tells of. One at a time.", []) { Example = "{}" }, (call, _) => StartAsync(call), Permission.Verify);
    }

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, _) =>
    {
        var (limit, before) = (call.Limit(), call.AfterNumber() ?? long.MaxValue);
        if (call.Wrong is { } wrong) return wrong;
        var found = (await VerificationRuns.ListAsync(reader, RunsShown)).Where(run => run.Id < before).Take(limit + 1).ToList();
        return call.Page<VerificationShownToAll>([.. found.Take(limit).Select(VerificationShownToAll.Of)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    });

    private static Task<IResult> StartAsync(ApiCall call) => call.WriteAsync(
        Permission.Verify, (_, _) => Task.FromResult<bool?>(call.MayEverywhere(Permission.Verify)), async by =>
        {
            var outcome = await new VerifyBooks(call.Noting).StartAsync(by, call.Stop);
            if (outcome is Outcome<VerificationStarted>.Done { WasDoneBefore: false } started) call.Context.RequestServices.GetRequiredService<IBackgroundJobClient>().Enqueue<VerifyBooksJob>(job => job.FinishAsync(started.Value.Run, CancellationToken.None));
            return outcome;
        }, done => new VerificationBegun(done.Run), _ => $"{ApiRoutes.Root}/verifications");
}

/// <param name="EndedAt">Null while it runs.</param>
/// <param name="Entries">Read so far.</param>
/// <param name="FirstFinding">Null where there is none.</param>
public sealed record VerificationShownToAll(long Run, VerificationStatus Status, string StartedAt, string? EndedAt, long Entries, long Findings, Bilingual? FirstFinding)
{
    internal static VerificationShownToAll Of(VerificationRun run) => new(
        run.Id, run.Status, Moments.ToIso(run.StartedAt), run.EndedAt is { } ended ? Moments.ToIso(ended) : null, run.EntryCount, run.FindingCount, run.FirstFinding.En is { Length: > 0 } ? run.FirstFinding : null);
}

public sealed record VerificationBegun(long Run);
