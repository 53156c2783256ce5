using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.SeedMoney;
using FundLedger.Spaces;
using FundLedger.Taper;
using Directory = System.IO.Directory;

namespace FundLedger.Bench;

/// <summary>Three years of monthly support of many spaces on a clock that jumps: each month one due run over what all of them reported, beside the same entries posted with nothing asked.</summary>
internal static class ReleasingPeriods
{
    private const string Fund = "taper";
    private const int Months = 36;
    private const int AtOnce = 64;
    private const double Least = 0.3;

    private static readonly Currency Currency = Currency.Cny;
    private static readonly DateOnly Start = new(2021, 1, 1);

    internal static async Task RunAsync(BenchFolder folder, BenchOptions options, ResultTable results, CancellationToken stop)
    {
        var spaces = options.Spaces;
        results.Note($"{spaces} spaces have plans of {Months} months, all years approved");
        var clock = new JumpingClock { Day = Start };
        await using (var database = folder.Open(Fund, clock)) await PrepareAsync(database, spaces, stop);
        CopyBooks(folder);
        var (released, slowest) = (TimeSpan.Zero, TimeSpan.Zero);
        long objects;
        await using (var database = folder.Open(Fund, clock))
        {
            using var peak = new PeakMemory();
            for (var month = 0; month < Months; month++)
            {
                clock.Day = Start.AddMonths(month + 1);
                await ReportAsync(database, month, spaces, stop);
                var took = await Timing.OfAsync(async () =>
                {
                    var run = await new ReleaseDuePeriods(database).RunAsync("bench", clock.Day, stop);
                    if (run.Released.Count != spaces) throw new InvalidOperationException($"{run.Released.Count} were released: {run.Held.FirstOrDefault()?.Why.Message.En}");
                });
                released += took;
                if (took > slowest) slowest = took;
            }

            objects = peak.Objects;
        }

        TimeSpan posted;
        await using (var database = folder.Open(Bare, clock)) posted = await PostAsync(database, stop);
        foreach (var name in new[] { Fund, Bare }) folder.Delete(name);
        var ratio = posted / released;
        results.Add(new Result(
            $"{Months} monthly due runs over {spaces} taper plans", $"{Timing.Shown(released)}, {Timing.PerSecond(spaces * Months, released)}, the slowest month {Timing.Shown(slowest)}, {objects} MB of objects",
            $"the same entries posted bare {Timing.Shown(posted)}, {Timing.PerSecond(spaces * Months, posted)}", ratio, $">= {Least}", ratio >= Least));
    }

    private static string Bare => Fund + "-bare";

    private static void CopyBooks(BenchFolder folder)
    {
        Directory.CreateDirectory(folder.PathOf(Bare));
        foreach (var file in Directory.EnumerateFiles(folder.PathOf(Fund))) File.Copy(file, Path.Combine(folder.PathOf(Bare), Path.GetFileName(file)));
    }

    private static string NumberOf(int i) => $"T-{i:000}";

    private static string SpaceOf(int i) => $"S-{i:000}";

    private static Money Yuan(long yuan) => new(yuan * Currency.MinorPerUnit, Currency);

    private static TaperPlanTerms Terms(string source)
    {
        var terms = new TaperTerms(Start, TaperStep.Month, Months, [Yuan(12_000), Yuan(12_000), Yuan(12_000)], TaperCurve.Linear(new(10_000), new(1_000)));
        var support = TaperSchedule.Of(terms, []).Expect().Support;
        return new TaperPlanTerms("支持", terms, [new(source, support)], TaperBasis.Actual, [new(TaperConditionKind.Report)], [new(100), new(200), new(300)]);
    }

    private static async Task PrepareAsync(SqliteDatabase database, int spaces, CancellationToken stop)
    {
        await BenchFolder.CreateFundAsync(database, Fund, Currency);
        (await new ReceiveSeedMoney(database).RunAsync(new Asked("seed", "bench"), new SeedMoneyReceipt(Fund, Yuan(spaces * 36_000L), Start, "district", "1"), stop)).Expect();
        var books = await database.ReadAsync(Books.LoadAsync, stop);
        var source = books.Sources.Single(one => one.Kind == SourceKind.SeedMoney).Code;
        await QualifyAsync(database, stop);
        foreach (var some in Enumerable.Range(0, spaces).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => (await new RegisterSpace(database).RunAsync(new Asked($"space/{i}", "bench"), new SpaceWanted(SpaceOf(i), Fund, SpaceOf(i), OpenedOn: Start), stop)).Expect()));
            await Task.WhenAll(some.Select(async i => (await new AppointOperator(database).RunAsync(new Asked($"operator/{i}", "bench"), new NewOperator(SpaceOf(i), "ORG", Start), stop)).Expect()));
            await Task.WhenAll(some.Select(async i => (await new AgreeTaperPlan(database).RunAsync(new Asked($"agree/{i}", "bench"), new NewTaperPlan(NumberOf(i), SpaceOf(i), Start, "三年", Terms(source)), stop)).Expect()));
            for (var year = 1; year <= 3; year++)
                await Task.WhenAll(some.Select(async i => (await new ApproveTaperYear(database).RunAsync(
                    new Asked($"year/{i}/{year}", "bench"), new TaperYearApproval(NumberOf(i), 1, year, Start, "按计划", year == 1 ? null : new TaperEvaluation("达到约定")), stop)).Expect()));
        }
    }

    private static async Task QualifyAsync(SqliteDatabase database, CancellationToken stop)
    {
        (await new RegisterOrganisation(database).RunAsync(new Asked("register", "bench"), new OrganisationProfile("ORG", "ORG", OrganisationKind.Community), stop)).Expect();
        foreach (var kind in new[] { QualificationKind.Filing, QualificationKind.YearlyCheck })
        {
            var scan = new Attachment("scan.pdf", System.Text.Encoding.UTF8.GetBytes($"%PDF-1.4 {kind}"));
            var added = (await new AddQualification(database).RunAsync(new Asked($"{kind}", "bench"), new NewQualification("ORG", kind, "ORG", Start.AddDays(-100), Start.AddYears(5), scan), stop)).Expect();
            (await new CheckQualification(database).RunAsync(new Asked($"check/{kind}", "bench"), added.Qualification, isVerified: true, stop: stop)).Expect();
        }
    }

    private static async Task ReportAsync(SqliteDatabase database, int month, int spaces, CancellationToken stop)
    {
        var (first, last) = (Start.AddMonths(month), Start.AddMonths(month + 1).AddDays(-1));
        var content = new ResultContent([new("1", "人员", Yuan(750))], [new("1", "场地", Yuan(400))], 100, 200, 3, 12, "");
        foreach (var some in Enumerable.Range(0, spaces).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(async i => (await new ReportResult(database).RunAsync(new Asked($"report/{month}/{i}", "operator"), new NewResult(SpaceOf(i), first, last, content), stop)).Expect()));
            await Task.WhenAll(some.Select(async i => (await new DecideResult(database).RunAsync(new Asked($"decide/{month}/{i}", "bench"), new ResultDeciding(SpaceOf(i), first, last, 1, ResultDecision.Accepted), stop)).Expect()));
        }
    }

    /// <summary>What the runs post, and nothing else: no plan is read, nothing is asked and no period is marked.</summary>
    private static async Task<TimeSpan> PostAsync(SqliteDatabase database, CancellationToken stop)
    {
        var (books, plans) = await database.ReadAsync(async reader =>
        {
            var loaded = await Books.LoadAsync(reader);
            return (loaded, await TaperReading.ListAsync(reader, loaded));
        }, stop);
        var source = books.Sources.Single(one => one.Kind == SourceKind.SeedMoney);
        var entity = books.Entity(plans[0].Fund.EntityId);
        return await Timing.OfAsync(async () =>
        {
            for (var month = 0; month < Months; month++)
            {
                var (period, on) = (plans[0].Schedule.Periods[month], Start.AddMonths(month + 1));
                var support = TaperRules.SupportOf(period, TaperBasis.Actual, new PeriodResult(Yuan(750), Yuan(750), Yuan(400), "1"));
                foreach (var some in plans.Chunk(AtOnce))
                    await Task.WhenAll(some.Select(async plan => (await database.WriteAsync<EntryId>(
                        new Asked($"bare/{plan.Number}/{month}", "bench").For("release-taper-period", OperationField.Of("plan", plan.Number), OperationField.Of("period", month + 1)),
                        tx => Journal.AppendAsync(tx, TaperPosting.Released(entity, plan, month + 1, [(source, period.Support)], [(source, support)], on)), stop)).Expect()));
            }
        });
    }

    /// <summary>Nine in the morning of a day that is set.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        internal DateOnly Day { get; set; }

        public override DateTimeOffset GetUtcNow() => new(Day, new TimeOnly(1, 0), TimeSpan.Zero);
    }
}
