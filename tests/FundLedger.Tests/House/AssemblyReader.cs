using Mono.Cecil;
using Mono.Cecil.Cil;

namespace FundLedger.Tests.House;

/// <summary>What compiled code names: nothing written fully qualified, inferred by <c>var</c> or hidden in a lambda escapes it.</summary>
/// <remarks>Constants and <c>nameof</c> leave no trace in compiled code; rules about those read the source.</remarks>
internal sealed class AssemblyReader(ModuleDefinition module)
{
    /// <summary>Reads the assembly that <paramref name="resident"/> lives in.</summary>
    public static AssemblyReader Of(Type resident) => new(ModuleDefinition.ReadModule(resident.Assembly.Location));

    public IEnumerable<TypeDefinition> TypesBelow(string root) =>
        module.GetTypes().Where(type => IsBelow(root, NamespaceOf(type)) || NamespaceOf(type) == root);

    /// <summary>Types of this module in no namespace that a person wrote; the compiler's own helpers are not counted.</summary>
    public IEnumerable<TypeDefinition> TypesWithoutNamespace() =>
        module.Types.Where(type => type.Namespace.Length == 0 && !type.Name.StartsWith('<'));

    public static bool IsBelow(string root, string ns) => ns.StartsWith(root + ".", StringComparison.Ordinal);

    /// <summary>Nested types have no namespace of their own: theirs is that of the outermost type.</summary>
    public static string NamespaceOf(TypeReference type) => Outermost(type).Namespace;

    public static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return type;
    }

    /// <summary>Every type that the definition or body of <paramref name="type"/> names, generic arguments and all.</summary>
    public static IEnumerable<TypeReference> KnownTo(TypeDefinition type) => SignaturesOf(type).Concat(BodiesOf(type)).SelectMany(Parts);

    private static IEnumerable<TypeReference?> SignaturesOf(TypeDefinition type) =>
        ((IEnumerable<TypeReference?>)[type.BaseType])
            .Concat(type.Interfaces.Select(contract => contract.InterfaceType))
            .Concat(type.GenericParameters.SelectMany(ConstraintsOf))
            .Concat(AttributesOf(type))
            .Concat(type.Fields.SelectMany(field => AttributesOf(field).Append(field.FieldType)))
            .Concat(type.Properties.SelectMany(property => AttributesOf(property).Append(property.PropertyType)))
            .Concat(type.Events.SelectMany(happening => AttributesOf(happening).Append(happening.EventType)))
            .Concat(type.Methods.SelectMany(method => TypesOf(method)
                .Concat(AttributesOf(method))
                .Concat(method.Parameters.SelectMany(AttributesOf))
                .Concat(method.GenericParameters.SelectMany(ConstraintsOf))));

    private static IEnumerable<TypeReference?> BodiesOf(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).SelectMany(method => method.Body.Variables.Select(variable => variable.VariableType)
            .Concat(method.Body.ExceptionHandlers.Select(handler => handler.CatchType))
            .Concat(method.Body.Instructions.SelectMany(OperandsOf)));

    private static IEnumerable<TypeReference?> OperandsOf(Instruction instruction) => instruction.Operand switch
    {
        TypeReference named => [named],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => TypesOf(method),
        _ => [],
    };

    private static IEnumerable<TypeReference?> TypesOf(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType)
            .Concat(method is GenericInstanceMethod generic ? generic.GenericArguments : [])
            .Append(method.ReturnType)
            .Append(method.DeclaringType);

    private static IEnumerable<TypeReference?> ConstraintsOf(GenericParameter parameter) =>
        parameter.Constraints.Select(constraint => constraint.ConstraintType);

    private static IEnumerable<TypeReference?> AttributesOf(ICustomAttributeProvider holder) =>
        holder.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Select(argument => argument.Value as TypeReference)
            .Append(attribute.AttributeType));

    // An array of lists of X is also a list of X and an X.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType),
        IModifierType modified => Parts(modified.ElementType),
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };

    /// <summary>Every <c>new X("name")</c> for the type called <paramref name="typeName"/>, with the outermost type it stands in.</summary>
    /// <returns>The name is null when it is not a plain literal.</returns>
    public IEnumerable<(string? Name, string Owner)> NamesGivenTo(string typeName) =>
        from type in module.GetTypes()
        where type.FullName != typeName
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference { Name: ".ctor" } made && made.DeclaringType.FullName == typeName
        select (instruction.Previous is { OpCode.Code: Code.Ldstr, Operand: string name } ? name : null, Outermost(type).FullName);

    /// <summary>Outermost types below <paramref name="ns"/> that call the method, each once.</summary>
    public IEnumerable<string> CallersOf(string typeName, string methodName, string ns) =>
        (from type in module.GetTypes()
         where NamespaceOf(type) == ns || IsBelow(ns, NamespaceOf(type))
         from method in type.Methods
         where method.HasBody
         from instruction in method.Body.Instructions
         where instruction.Operand is MethodReference called && called.Name == methodName && called.DeclaringType.FullName == typeName
         select Outermost(type).FullName).Distinct();
}
