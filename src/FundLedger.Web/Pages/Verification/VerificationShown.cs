using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Verification;

/// <summary>How the last verification is told of.</summary>
public sealed record VerificationShown(VerificationState State, long Now, Language Language)
{
    /// <summary>Somebody should look: something was found, it failed, or nobody has verified for days.</summary>
    public bool IsAlarming => State.LastResult is { IsAlarming: true } || (State.IsOld(Now) && State.Running is null);

    public Bilingual Says => State switch
    {
        { LastResult: { Status: VerificationStatus.Unsound } found } => new($"核验未通过：{WhenOf(found)} 发现 {found.FindingCount:N0} 处问题", $"Not verified: {found.FindingCount:N0} finding(s) at {WhenOf(found)}"),
        { LastResult: { Status: VerificationStatus.Failed } failed } => new($"核验没有完成：{WhenOf(failed)}", $"Verification was not finished: {WhenOf(failed)}"),
        { LastResult: { } sound } => new($"{WhenOf(sound)} 核验通过", $"Everything agreed at {WhenOf(sound)}"),
        { Running: not null } => new("第一次核验正在进行", "Being verified for the first time"),
        _ => new("还没有核验过", "Not verified yet"),
    };

    /// <summary>Time in Shanghai, to the minute.</summary>
    public static string WhenOf(VerificationRun run) => TimeOf(run.EndedAt ?? run.StartedAt);

    public static string TimeOf(long moment) => $"{Moments.FromMicroseconds(moment).ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}";

    public static Bilingual NameOf(VerificationStatus status) => status switch
    {
        VerificationStatus.Running => new("进行中", "under way"),
        VerificationStatus.Sound => new("通过", "everything agrees"),
        VerificationStatus.Unsound => new("未通过", "not verified"),
        VerificationStatus.Stopped => new("中止", "stopped"),
        _ => new("未完成", "failed"),
    };

    public static Bilingual NameOfStarter(VerificationRun run) =>
        run.StartedBy == VerificationRuns.Schedule ? new("自动", "schedule") : new("人工", "a person");
}
