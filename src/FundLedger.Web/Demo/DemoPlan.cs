using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>One thing that happens in the demo.</summary>
internal sealed record DemoStep(DateOnly Day, Func<Task> RunAsync);

/// <summary>Gathers what happens in any order and tells it by day. Each step has a key of its own, so that none happens twice.</summary>
internal sealed class DemoPlan(DateSpan year)
{
    private readonly List<DemoStep> steps = [];

    internal DateSpan Year { get; } = year;

    /// <summary>In order of days; steps of one day as they were added.</summary>
    internal IReadOnlyList<DemoStep> Steps => [.. steps.OrderBy(step => step.Day)];

    /// <returns>What came of it, for later steps to refer to: null until it has run.</returns>
    internal DemoFact<T> Add<T>(DateOnly day, string key, Func<Asked, Task<Outcome<T>>> operation) where T : class
    {
        var fact = new DemoFact<T>();
        steps.Add(new DemoStep(day, async () => fact.Became((await operation(Asked(key))).Expect())));
        return fact;
    }

    /// <summary>What is more than one operation; it sees to it that none happens twice.</summary>
    internal void Do(DateOnly day, Func<Task> runAsync) => steps.Add(new DemoStep(day, runAsync));

    internal static Asked Asked(string key) => new($"demo/6/{key}", "demo");

    /// <param name="share">0 is the first day, 1 the last.</param>
    internal DateOnly Day(double share) => Year.First.AddDays((int)(share * (Year.Last.DayNumber - Year.First.DayNumber)));
}

/// <summary>The answer of a step.</summary>
internal sealed class DemoFact<T> where T : class
{
    private T? value;

    internal T Value => value ?? throw new InvariantBrokenException("a step of the demo refers only to earlier ones");

    /// <summary>Null until the step has run.</summary>
    internal T? Known => value;

    internal void Became(T outcome) => value = outcome;
}
