namespace FundLedger.Needs;

/// <summary>The five steps 提、议、定、办、评, in their order.</summary>
public enum NeedStep
{
    Propose,
    Deliberate,
    Decide,
    CarryOut,
    Evaluate,
}

public enum MatchState
{
    Proposed,
    Agreed,
    UnderWay,
    Done,
    Ended,
}

/// <summary>The rule of the five steps: none that is demanded is skipped, and days follow the order of the steps.</summary>
public static class NeedSteps
{
    public static readonly IReadOnlyList<NeedStep> All = Enum.GetValues<NeedStep>();

    /// <summary>Why a step cannot be recorded, or its day not corrected; null when it can.</summary>
    /// <param name="held">The day of each step that is recorded.</param>
    public static Refusal? RefusalFor(IReadOnlyCollection<NeedStep> demanded, IReadOnlyDictionary<NeedStep, DateOnly> held, NeedStep step, DateOnly day)
    {
        foreach (var earlier in All.Where(other => other < step && demanded.Contains(other) && !held.ContainsKey(other)))
            return Refusal.Of("step-skipped", "step", $"不能跳过“{earlier.Name().Zh}”：请先记录它。", $"'{earlier.Name().En}' cannot be skipped: record it first.");
        foreach (var earlier in All.Where(other => other < step && held.TryGetValue(other, out var on) && day < on))
            return Refusal.Of("step-day", "held-on", $"“{step.Name().Zh}”的日期 {day.ToIso()} 早于“{earlier.Name().Zh}”（{held[earlier].ToIso()}）。", $"'{step.Name().En}' on {day.ToIso()} would be before '{earlier.Name().En}' ({held[earlier].ToIso()}).");
        foreach (var later in All.Where(other => other > step && held.TryGetValue(other, out var on) && on < day))
            return Refusal.Of("step-day", "held-on", $"“{step.Name().Zh}”的日期 {day.ToIso()} 晚于“{later.Name().Zh}”（{held[later].ToIso()}）。", $"'{step.Name().En}' on {day.ToIso()} would be after '{later.Name().En}' ({held[later].ToIso()}).");
        return null;
    }

    /// <summary>The first demanded step that is not recorded; null when none is missing.</summary>
    public static NeedStep? NextOf(IReadOnlyCollection<NeedStep> demanded, IEnumerable<NeedStep> held) => All.Where(step => demanded.Contains(step)).Except(held).Select(step => (NeedStep?)step).FirstOrDefault();
}

/// <summary>Where a match may go.</summary>
public static class MatchStates
{
    /// <summary>Forward one state at a time, or to its end; a state stays where it is followed by a note.</summary>
    public static bool May(MatchState from, MatchState to) => (from, to) switch
    {
        (MatchState.Done or MatchState.Ended, _) => false,
        _ when from == to || to == MatchState.Ended => true,
        _ => to == from + 1,
    };

    /// <summary>The demanded step without which a match cannot come to a state; null when nothing is missing.</summary>
    public static NeedStep? Missing(MatchState to, IReadOnlyCollection<NeedStep> demanded, IEnumerable<NeedStep> held)
    {
        var last = to switch { MatchState.UnderWay => NeedStep.Decide, MatchState.Done => NeedStep.Evaluate, _ => (NeedStep?)null };
        return last is { } step ? NeedSteps.NextOf([.. demanded.Where(asked => asked <= step)], held) : null;
    }
}
