using FundLedger.Seals;
using FundLedger.Storage;
using FundLedger.Upkeep;
using FundLedger.Values;
using Hangfire;

namespace FundLedger.Web.Hosting;

/// <summary>Looks at everything that must work for the books to be kept: each by trying it or by what it left, none by its own word.</summary>
internal sealed class HealthWatch(Database database, TimeProvider clock, CheckpointKeeper keeper, HostSettings settings, Stopping stopping, JobStorage jobs)
{
    private const double Gigabyte = 1_073_741_824;
    private const double LittleRoom = 1 * Gigabyte;
    private const double NoRoom = 0.1 * Gigabyte;
    private const int FailuresThatTell = 3;

    private static readonly TimeSpan LongBatch = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StuckBatch = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SealsLate = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan OldHeartbeat = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OldBackup = TimeSpan.FromHours(36);
    private static readonly TimeSpan LostBackup = TimeSpan.FromDays(7);
    private static readonly TimeSpan OldDrill = TimeSpan.FromDays(35);

    /// <summary>What decides whether requests should come here.</summary>
    internal async Task<IReadOnlyList<HealthCheck>> ReadyAsync(CancellationToken stop)
    {
        var (reading, schema) = await ReadingAsync(stop);
        return [.. new[] { Stopping(), reading, Writing(), schema }.OfType<HealthCheck>()];
    }

    /// <summary>All of it.</summary>
    internal async Task<IReadOnlyList<HealthCheck>> AllAsync(CancellationToken stop)
    {
        var ready = await ReadyAsync(stop);
        var books = ready.Any(check => check is { Name: "database", Health: Health.Unhealthy }) ? [] : await OfTheBooksAsync(stop);
        return [.. ready, .. books, Jobs(), .. new[] { Disk(), Backup(), Drill() }.OfType<HealthCheck>()];
    }

    internal static Health Worst(IEnumerable<HealthCheck> checks) => checks.Select(check => check.Health).DefaultIfEmpty(Health.Healthy).Max();

    private HealthCheck Stopping() => stopping.IsUnderWay ? new("stopping", Health.Unhealthy, new("程序正在停止。", "The program is stopping.")) : new("stopping", Health.Healthy, new("程序在运行。", "The program runs."));

    private async Task<(HealthCheck Reading, HealthCheck? Schema)> ReadingAsync(CancellationToken stop)
    {
        try
        {
            var versions = await database.ReadAsync(SchemaVersions.ReadAsync, stop);
            var schema = versions.AreOne ? new HealthCheck("schema", Health.Healthy, new($"架构版本 {versions.OfTheBooks}。", $"Schema {versions.OfTheBooks}."))
                : new HealthCheck("schema", Health.Unhealthy, new(
                    $"账本的架构是 {versions.OfTheBooks}，本程序是 {versions.OfTheProgram}。请更新本程序后重启。", $"The books have schema {versions.OfTheBooks}, the program works with {versions.OfTheProgram}. Update this program and start it again."));
            return (new("database", Health.Healthy, new("能读取账本。", "The books can be read.")), schema);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            // Whatever it is, the books cannot be read: that is the answer.
            return (new("database", Health.Unhealthy, new("账本读不出来。请看日志。", "The books cannot be read. Look at the log.")), null);
        }
    }

    private HealthCheck Writing()
    {
        var load = database.Load;
        var figures = new Dictionary<string, double> { ["waiting"] = load.Waiting, ["room"] = load.Room, ["batchSeconds"] = Math.Round(load.UnderWay.TotalSeconds, 3), ["failedInARow"] = load.FailedInARow };
        var (health, says) = (database.IsWriting, load) switch
        {
            (false, _) => (Health.Unhealthy, new Bilingual("不能写入：账本只读打开，或写入线程已停。请重启程序。", "Nothing can be written: the books were opened to read, or the writer ended. Start the program again.")),
            (_, { UnderWay: var long1 }) when long1 >= StuckBatch => (Health.Unhealthy, new($"一批写入已进行 {long1.TotalSeconds:N0} 秒。请看磁盘。", $"A batch of writes has taken {long1.TotalSeconds:N0} s. Look at the disk.")),
            (_, { FailedInARow: >= FailuresThatTell and var failed }) => (Health.Unhealthy, new($"最近 {failed:N0} 批写入都失败了。请看磁盘空间和日志。", $"The last {failed:N0} batches of writes all failed. Look at the room on the disk and at the log.")),
            (_, { UnderWay: var long2 }) when long2 >= LongBatch => (Health.Degraded, new($"一批写入已进行 {long2.TotalSeconds:N0} 秒。", $"A batch of writes has taken {long2.TotalSeconds:N0} s.")),
            (_, { FailedInARow: > 0 and var failed }) => (Health.Degraded, new($"最近 {failed:N0} 批写入失败了。", $"The last {failed:N0} batch(es) of writes failed.")),
            (_, { Room: > 0 } full) when full.Waiting >= full.Room / 2 => (Health.Degraded, new($"有 {full.Waiting:N0} 笔写入在等候。", $"{full.Waiting:N0} writes wait.")),
            _ => (Health.Healthy, new($"可以写入，{load.Waiting:N0} 笔在等候。", $"Writes are taken; {load.Waiting:N0} wait.")),
        };
        return new HealthCheck("writer", health, says) { Figures = figures };
    }

    private async Task<IReadOnlyList<HealthCheck>> OfTheBooksAsync(CancellationToken stop)
    {
        var now = Moments.ToMicroseconds(clock.GetUtcNow());
        var (waitingSince, verification) = await database.ReadAsync(async reader => (await SealReading.WaitingSinceAsync(reader), await VerificationRuns.StateAsync(reader)), stop);
        return [Seals(waitingSince, now), Verification(verification, now)];
    }

    private HealthCheck Seals(long? waitingSince, long now)
    {
        var lag = waitingSince is { } since && since < now ? Moments.FromMicroseconds(now) - Moments.FromMicroseconds(since) : TimeSpan.Zero;
        var (health, says) = lag >= SealsLate ? (Health.Degraded, new Bilingual($"有分录等候封存已 {Shown(lag).Zh}。", $"Entries have waited to be sealed for {Shown(lag).En}."))
            : keeper.WhyNotSigned is { } unsigned ? (Health.Degraded, new($"封存的分录没有签署：{unsigned.Message.Zh}", $"What is sealed is not signed for: {unsigned.Message.En}"))
            : keeper.WhyNotFiled is { } unfiled ? (Health.Degraded, unfiled)
            : (Health.Healthy, new("分录按时封存、签署。", "Entries are sealed and signed for in time."));
        return new HealthCheck("seals", health, says) { Figures = new Dictionary<string, double> { ["lagSeconds"] = Math.Round(lag.TotalSeconds) } };
    }

    private static HealthCheck Verification(VerificationState state, long now)
    {
        var age = state.LastResult?.EndedAt is { } ended ? Moments.FromMicroseconds(now) - Moments.FromMicroseconds(ended) : (TimeSpan?)null;
        var (health, says) = state switch
        {
            { LastResult.Status: VerificationStatus.Unsound } => (Health.Unhealthy, new Bilingual("最近一次核验发现问题。请看“核验”页。", "The last verification found something. Look at the page Verification.")),
            { LastResult.Status: VerificationStatus.Failed } => (Health.Degraded, new("最近一次核验没有完成。", "The last verification was not finished.")),
            _ when state.IsOld(now) && state.Running is null => (Health.Degraded, new("两天没有核验了。", "Nobody has verified for two days.")),
            _ => (Health.Healthy, new("最近一次核验通过。", "The last verification found everything in order.")),
        };
        return new HealthCheck("verification", health, says) { Figures = age is { } known ? new Dictionary<string, double> { ["ageSeconds"] = Math.Round(known.TotalSeconds) } : [] };
    }

    /// <summary>Jobs are kept by a clock of their own: by the machine's, whatever the books think that it is.</summary>
    private HealthCheck Jobs()
    {
        try
        {
            var monitor = jobs.GetMonitoringApi();
            var (failed, now) = (monitor.FailedCount(), TimeProvider.System.GetUtcNow().UtcDateTime);
            var figures = new Dictionary<string, double> { ["failed"] = failed };
            var isAlive = monitor.Servers().Any(server => now - (server.Heartbeat ?? server.StartedAt) < OldHeartbeat);
            if (!isAlive) return new HealthCheck("jobs", Health.Degraded, new("没有在运行的定时任务。", "No jobs are run.")) { Figures = figures };
            return failed > 0 ? new HealthCheck("jobs", Health.Degraded, new($"{failed:N0} 个任务失败。请看“后台任务”。", $"{failed:N0} job(s) failed. Look at Background jobs.")) { Figures = figures }
                : new HealthCheck("jobs", Health.Healthy, new("定时任务在运行。", "Jobs are run.")) { Figures = figures };
        }
        catch (Exception)
        {
            return new HealthCheck("jobs", Health.Degraded, new("问不到定时任务的状况。", "The state of jobs cannot be asked for."));
        }
    }

    /// <summary>Null where the books are on a server, which watches its own.</summary>
    private HealthCheck? Disk()
    {
        if (settings.Books is not { Dialect: Dialect.Sqlite } books) return null;
        try
        {
            var room = (double)new DriveInfo(Path.GetFullPath(books.Directory)).AvailableFreeSpace;
            var health = room < NoRoom ? Health.Unhealthy : room < LittleRoom ? Health.Degraded : Health.Healthy;
            return new HealthCheck("disk", health, new($"磁盘还有 {room / Gigabyte:N1} GB。", $"{room / Gigabyte:N1} GB are left on the disk.")) { Figures = new Dictionary<string, double> { ["freeBytes"] = room } };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new HealthCheck("disk", Health.Degraded, new("问不到磁盘空间。", "The room on the disk cannot be asked for."));
        }
    }

    /// <summary>Null for demo books, and where nobody said where the books are.</summary>
    private HealthCheck? Backup()
    {
        if (settings.Books is not { } books || database.Ledger.IsDemo) return null;
        if (books.Dialect == Dialect.SqlServer) return new("backup", Health.Healthy, new("由 SQL Server 自己备份；请另行监视。", "SQL Server makes its own backups; watch those there."));
        if (settings.BackupFolder is not { } folder)
            return new("backup", Health.Degraded, new($"没有自动备份：请用 {Settings.BackupFolder.Name} 指定目录。", $"No backups are made: name a folder with {Settings.BackupFolder.Name}."));
        try
        {
            if (Backups.In(folder).FirstOrDefault() is not { } last) return new("backup", Health.Degraded, new("还没有备份。", "There is no backup yet."));
            var age = clock.GetUtcNow() - Moments.FromMicroseconds(last.MadeAt);
            var health = age >= LostBackup ? Health.Unhealthy : age >= OldBackup ? Health.Degraded : Health.Healthy;
            return new HealthCheck("backup", health, new($"最近的备份是 {Shown(age).Zh}前的。", $"The last backup is {Shown(age).En} old.")) { Figures = new Dictionary<string, double> { ["ageSeconds"] = Math.Round(age.TotalSeconds), ["bytes"] = last.Bytes } };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new("backup", Health.Degraded, new("备份目录读不出来。", "The folder of backups cannot be read."));
        }
    }

    /// <summary>Null where the program makes no backups.</summary>
    private HealthCheck? Drill()
    {
        if (settings is not { BacksUp: true, BackupFolder: { } folder } || database.Ledger.IsDemo) return null;
        try
        {
            if (RestoreDrill.LastIn(folder) is not { } last) return new("drill", Health.Degraded, new("还没有做过恢复演练：请运行 fundledger drill。", "No restore was ever tried: run 'fundledger drill'."));
            var age = clock.GetUtcNow() - Moments.FromMicroseconds(last.At);
            var (health, says) = !last.IsSound ? (Health.Unhealthy, new Bilingual($"最近一次恢复演练发现 {last.Findings.Count} 处问题。", $"The last restore drill found {last.Findings.Count} thing(s) wrong."))
                : age >= OldDrill ? (Health.Degraded, new($"最近一次恢复演练是 {Shown(age).Zh}前的。", $"The last restore drill was {Shown(age).En} ago."))
                : (Health.Healthy, new($"{Shown(age).Zh}前的恢复演练通过。", $"The restore drill of {Shown(age).En} ago went well."));
            return new HealthCheck("drill", health, says) { Figures = new Dictionary<string, double> { ["ageSeconds"] = Math.Round(age.TotalSeconds) } };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new("drill", Health.Degraded, new("恢复演练的记录读不出来。", "What was kept of restore drills cannot be read."));
        }
    }

    private static Bilingual Shown(TimeSpan time) => time.TotalDays >= 2 ? new($"{time.TotalDays:N0} 天", $"{time.TotalDays:N0} days")
        : time.TotalHours >= 1 ? new($"{time.TotalHours:N0} 小时", $"{time.TotalHours:N0} h") : new($"{Math.Max(0, time.TotalMinutes):N0} 分钟", $"{Math.Max(0, time.TotalMinutes):N0} min");
}
