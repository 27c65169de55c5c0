namespace Daybook.Connectors.ActivityWatch;
public sealed class Placeholder;
